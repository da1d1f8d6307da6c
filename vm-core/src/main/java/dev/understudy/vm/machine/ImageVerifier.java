package dev.understudy.vm.machine;

import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.OperandFormat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds what cannot be executed among the instructions an image can be seen to reach.
 *
 * <p>It follows the code from the entry and from the handlers in the vector table, along branches,
 * calls and returns to the next instruction. It does not follow addresses in registers, nor code
 * that is written while the program runs; so a finding is a mistake or a trick, and no finding no
 * promise.
 */
public final class ImageVerifier {
  private final byte[] memory;
  private final BitSet seen = new BitSet();
  private final List<Reach> open = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private ImageVerifier(Image image) {
    this.memory = new byte[image.memorySize()];
    System.arraycopy(image.contents(), 0, memory, 0, image.length());
  }

  /** What is wrong, by address. */
  public static List<Finding> verify(Image image) {
    ImageVerifier verifier = new ImageVerifier(image);
    verifier.reach(image.entry(), "entry");
    for (int vector = 0; vector < Frame.VECTORS; vector++) {
      int handler = (int) Words.get(verifier.memory, Frame.vectorAddress(vector));
      if (handler != 0) {
        verifier.reach(handler, "vector " + vector);
      }
    }
    while (!verifier.open.isEmpty()) {
      verifier.visit(verifier.open.remove(verifier.open.size() - 1));
    }
    verifier.findings.sort((a, b) -> Integer.compareUnsigned(a.address, b.address));
    return List.copyOf(verifier.findings);
  }

  private void reach(int address, String from) {
    open.add(new Reach(address, from));
  }

  private void visit(Reach reach) {
    int address = reach.address;
    boolean absent = Integer.compareUnsigned(address, memory.length) >= 0;
    if (absent || address % Instruction.BYTES != 0) {
      String why = absent ? "is outside memory" : "is not a multiple of " + Instruction.BYTES;
      add(address, hex(address) + " " + why + ", reached from " + reach.from);
      return;
    }
    int slot = address / Instruction.BYTES;
    if (seen.get(slot)) {
      return;
    }
    seen.set(slot);
    long word = Words.get(memory, address);
    Optional<Instruction> instruction = Instruction.decode(word);
    if (instruction.isEmpty()) {
      add(address, hex(address) + " " + illegal(word) + ", reached from " + reach.from);
    } else {
      follow(instruction.get(), address);
    }
  }

  private void follow(Instruction instruction, int address) {
    Opcode opcode = instruction.opcode();
    String from = opcode.mnemonic() + " at " + hex(address);
    Kind kind = opcode.kind();
    boolean named = opcode.format() != OperandFormat.RS;
    if (kind == Kind.BRANCH || (named && (kind == Kind.JUMP || kind == Kind.CALL))) {
      reach(instruction.imm32(), from);
    }
    boolean leaves = kind == Kind.JUMP || kind == Kind.RETURN || kind == Kind.HANDLER_RETURN;
    if (!leaves && opcode != Opcode.HALT) {
      reach(address + Instruction.BYTES, from);
    }
  }

  private static String illegal(long word) {
    int code = Instruction.opcodeByte(word);
    return Opcode.ofCode(code)
        .map(row -> "is " + row.mnemonic() + " with unused fields that are not 0")
        .orElse("is no instruction (opcode " + hex(code) + ")");
  }

  private void add(int address, String text) {
    findings.add(new Finding(address, text));
  }

  private static String hex(int number) {
    return "0x" + Integer.toHexString(number);
  }

  /** Something that would fault, with where it was reached from. */
  public record Finding(int address, String text) {}

  private record Reach(int address, String from) {}
}
