package dev.understudy.cli.debug.dap;

import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;

/** Memory as bytes and as instructions. A reference names host and address, or an address alone. */
final class GuestCode {
  private static final int READ_MAX = 1 << 20;
  private static final int INSTRUCTIONS_MAX = 10_000;

  private final GuestThreads guests;
  private final SourceLines lines;
  private final Labels labels;

  GuestCode(GuestThreads guests, SourceLines lines, Labels labels) {
    this.guests = guests;
    this.lines = lines;
    this.labels = labels;
  }

  static String reference(String host, int address) {
    return host + ":" + reference(address);
  }

  static String reference(int address) {
    return "0x" + Integer.toHexString(address);
  }

  private record CodePosition(int host, long address) {}

  private CodePosition position(String reference, long offset) {
    int colon = reference.lastIndexOf(':');
    int host = colon < 0 ? guests.foremost() : host(reference.substring(0, colon));
    try {
      return new CodePosition(host, Long.decode(reference.substring(colon + 1)) + offset);
    } catch (NumberFormatException e) {
      throw new RefusedException("'" + reference + "' is no address, expected one as 0x1000");
    }
  }

  private int host(String name) {
    for (int host = 0; host < guests.world().hostCount(); host++) {
      if (guests.timeline().nameOf(host).equals(name)) {
        return host;
      }
    }
    throw new RefusedException("there is no host '" + name + "' at this moment");
  }

  int address(String reference, int offset) {
    return (int) position(reference, offset).address();
  }

  ReadMemoryResponse read(String reference, int offset, int count) {
    if (count < 0) {
      throw new RefusedException(count + " bytes can't be read");
    }
    CodePosition spot = position(reference, offset);
    Machine machine = guests.running(spot.host());
    boolean within = spot.address() >= 0 && spot.address() < machine.memorySize();
    int wanted = Math.min(count, READ_MAX);
    int length = within ? (int) Math.min(wanted, machine.memorySize() - spot.address()) : 0;
    byte[] bytes = new byte[length];
    if (within) {
      machine.read((int) spot.address(), bytes);
    }
    ReadMemoryResponse response = new ReadMemoryResponse();
    response.setAddress("0x" + Long.toHexString(spot.address()));
    response.setData(Base64.getEncoder().encodeToString(bytes));
    response.setUnreadableBytes(count - length);
    return response;
  }

  List<DisassembledInstruction> disassemble(String reference, int offset, long from, int count) {
    if (count < 0 || count > INSTRUCTIONS_MAX) {
      throw new RefusedException(
          count + " instructions can't be shown, expected 0 to " + INSTRUCTIONS_MAX);
    }
    CodePosition spot = position(reference, offset);
    Machine machine = guests.running(spot.host());
    List<DisassembledInstruction> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(instruction(machine, spot.address() + (from + i) * Instruction.BYTES));
    }
    return all;
  }

  private DisassembledInstruction instruction(Machine machine, long address) {
    DisassembledInstruction one = new DisassembledInstruction();
    boolean within = address >= 0 && address + Instruction.BYTES <= machine.memorySize();
    one.setAddress((address < 0 ? "-0x" : "0x") + Long.toHexString(Math.abs(address)));
    if (!within) {
      one.setInstruction("beyond memory");
      one.setPresentationHint(DisassembledInstructionPresentationHint.INVALID);
      return one;
    }
    long word = StopSearch.word(machine, (int) address);
    one.setInstruction(Disassembler.instruction(word, labels).orElse("no instruction"));
    one.setInstructionBytes(String.format(Locale.ROOT, "%016x", Long.reverseBytes(word)));
    labels.at((int) address).ifPresent(one::setSymbol);
    lines
        .at((int) address)
        .ifPresent(
            line -> {
              one.setLocation(lines.source(line.file()));
              one.setLine(line.line());
            });
    return one;
  }
}
