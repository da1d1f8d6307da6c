package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.hypervisor.device.StateReader;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MachineSnapshot;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the pieces that a {@link CloneSource} gave, and makes a guest of them. */
public final class CloneTarget {
  private final TreeMap<Integer, byte[]> pages = new TreeMap<>();
  private byte[] rest = new byte[0];

  public CloneTarget() {}

  public CloneTarget fork() {
    CloneTarget copy = new CloneTarget();
    copy.pages.putAll(pages);
    copy.rest = rest;
    return copy;
  }

  /** Whether this piece is the last one of a round that makes a guest whole. */
  public static boolean completes(byte[] piece) {
    return piece.length > 0 && piece[0] == CloneSource.REST;
  }

  /** Takes one piece; a page that came before is replaced. */
  public void take(byte[] piece) {
    if (piece.length > CloneSource.PAGE_HEADER_BYTES && piece[0] == CloneSource.PAGE) {
      int page = 0;
      for (int i = 0; i < 4; i++) {
        page |= (piece[1 + i] & 0xff) << (8 * i);
      }
      pages.put(page, Arrays.copyOfRange(piece, CloneSource.PAGE_HEADER_BYTES, piece.length));
    } else if (piece.length > 0 && piece[0] == CloneSource.REST) {
      rest = Arrays.copyOfRange(piece, 1, piece.length);
    } else {
      throw new IllegalArgumentException("no piece of a guest: " + piece.length + " bytes");
    }
  }

  /** Visits all pieces taken so far, for a digest of them. */
  public void visitPieces(Consumer<byte[]> visitor) {
    pages.forEach(
        (page, contents) -> {
          visitor.accept(new byte[] {(byte) (page >>> 16), (byte) (page >>> 8), (byte) (int) page});
          visitor.accept(contents);
        });
    visitor.accept(rest);
  }

  /**
   * A replayer that stands where the source stood, and goes on with its log.
   *
   * @throws IllegalArgumentException if the pieces are not a whole guest
   */
  public Replayer replayer(Platform platform, DeviceConfig devices, SeamConfig seam) {
    StateReader in = new StateReader(rest);
    int memorySize = (int) in.number("memorySize");
    long[] processor = numbers(in, "processor", MachineSnapshot.PROCESSOR_NUMBERS);
    long[] fault = numbers(in, "fault", MachineSnapshot.faultNumbers(processor));
    long[] position = numbers(in, "position", EntryDecoder.POSITION_NUMBERS);
    MachineSnapshot snapshot = MachineSnapshot.assemble(processor, fault, memorySize, pages);
    Machine machine = Machine.of(snapshot, platform.engine(), platform.pool());
    VirtualMachine guest = VirtualMachine.assemble(machine, devices, platform.rules(), in);
    in.expectEnd();
    return new Replayer(guest, seam, EntryDecoder.at(position));
  }

  /**
   * A replayer that stands where the source stood, on the platform of another guest of this host.
   *
   * @param like a guest of the same image
   */
  public Replayer replayer(VirtualMachine like, SeamConfig seam) {
    return replayer(like.platform(), like.config(), seam);
  }

  private static long[] numbers(StateReader in, String name, int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.number(name);
    }
    return numbers;
  }
}
