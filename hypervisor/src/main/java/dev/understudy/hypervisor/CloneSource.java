package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.StateWriter;
import dev.understudy.vm.machine.MachineSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a running guest into pieces, round by round, from which another host makes it anew (paper
 * §3.1). A round is the pages that changed since the round before; the last one also has the
 * processor, the devices with their pending I/O, and the position in the log.
 */
public final class CloneSource {
  /** First byte of a piece that is a page; its number (4 bytes) and its bytes follow. */
  static final byte PAGE = 0;

  /** First byte of the piece that is all but memory. */
  static final byte REST = 1;

  /** What is before the bytes of a page. */
  static final int PAGE_HEADER_BYTES = 5;

  private @Nullable MachineSnapshot sent;

  /**
   * One round.
   *
   * @param pieces in the order in which they are to be sent
   * @param last whether it completes the guest
   */
  public record Round(List<byte[]> pieces, boolean last) {}

  public CloneSource() {}

  public CloneSource fork() {
    CloneSource copy = new CloneSource();
    copy.sent = sent;
    return copy;
  }

  /**
   * The pages that changed since the last call; at first, all that are not zero. If they have at
   * most {@code restBytesMax} bytes, the rest of the guest comes with them.
   *
   * @param recorder its guest must not have ended
   * @param restBytesMax in bytes; negative: this is not to be the last round, however few the pages
   *     are
   */
  public Round next(Recorder recorder, long restBytesMax) {
    MachineSnapshot now = recorder.guest().machine().snapshot();
    int[] pages = now.pagesUnlike(sent);
    boolean last = isLittle(pages, restBytesMax);
    List<byte[]> pieces = new ArrayList<>();
    if (!last || recorder.guest().rules().clonesLastPages()) {
      for (int page : pages) {
        pieces.add(piece(page, now.page(page)));
      }
    }
    if (last) {
      pieces.add(rest(recorder, now));
    }
    sent = now;
    return new Round(pieces, last);
  }

  /** Whether the next round would be the last, if it were taken now. */
  public boolean wouldBeLast(Recorder recorder, long restBytesMax) {
    return isLittle(recorder.guest().machine().snapshot().pagesUnlike(sent), restBytesMax);
  }

  private boolean isLittle(int[] pages, long restBytesMax) {
    long bytes = (long) pages.length * MachineSnapshot.PAGE_BYTES;
    return bytes <= restBytesMax && (pages.length == 0 || sent != null);
  }

  /**
   * The guest as it stands, whole: pages that changed since the last call, at first all that are
   * not zero, and everything else as the last piece. It may have ended.
   */
  public List<byte[]> checkpoint(Recorder recorder) {
    MachineSnapshot now = recorder.guest().machine().snapshot();
    List<byte[]> pieces = new ArrayList<>();
    for (int page : now.pagesUnlike(sent)) {
      pieces.add(piece(page, now.page(page)));
    }
    pieces.add(rest(recorder, now));
    sent = now;
    return pieces;
  }

  /** Shows what the next pages are compared with. */
  public void visit(LongConsumer visitor) {
    if (sent != null) {
      visitor.accept(sent.stateHash().high());
      visitor.accept(sent.stateHash().low());
    }
  }

  private static byte[] piece(int page, byte[] contents) {
    byte[] piece = new byte[PAGE_HEADER_BYTES + contents.length];
    piece[0] = PAGE;
    for (int i = 0; i < 4; i++) {
      piece[1 + i] = (byte) (page >>> (8 * i));
    }
    System.arraycopy(contents, 0, piece, PAGE_HEADER_BYTES, contents.length);
    return piece;
  }

  private static byte[] rest(Recorder recorder, MachineSnapshot machine) {
    StateWriter out = new StateWriter();
    out.number("memorySize", machine.memorySize());
    for (long number : machine.processor()) {
      out.number("processor", number);
    }
    for (long number : machine.fault()) {
      out.number("fault", number);
    }
    for (long number : recorder.position()) {
      out.number("position", number);
    }
    recorder.guest().visitRest(out);
    byte[] state = out.bytes();
    byte[] piece = new byte[1 + state.length];
    piece[0] = REST;
    System.arraycopy(state, 0, piece, 1, state.length);
    return piece;
  }
}
