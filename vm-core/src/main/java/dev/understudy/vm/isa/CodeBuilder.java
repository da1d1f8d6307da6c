package dev.understudy.vm.isa;

import java.util.ArrayList;
import java.util.List;

/** Instructions laid out one after the other, with labels that may be placed later. */
public final class CodeBuilder {
  private final int origin;
  private final List<Long> words = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();

  /**
   * Begins at an address.
   *
   * @param origin a multiple of 8
   */
  public CodeBuilder(int origin) {
    if (origin % Instruction.BYTES != 0) {
      throw new IllegalArgumentException("no instruction can begin at " + origin);
    }
    this.origin = origin;
  }

  /** The address of the next instruction. */
  public int here() {
    return origin + words.size() * Instruction.BYTES;
  }

  /** Appends an instruction. */
  public CodeBuilder emit(Instruction instruction) {
    return emitWord(instruction.encode());
  }

  /** Appends any 8 bytes, legal or not. */
  public CodeBuilder emitWord(long word) {
    words.add(word);
    return this;
  }

  /** Appends an instruction; operands as for {@link Instruction#of}. */
  public CodeBuilder emit(Opcode opcode, int... operands) {
    return emit(Instruction.of(opcode, operands));
  }

  /** Appends an instruction whose last operand is the label's address. */
  public CodeBuilder emitTo(Label label, Opcode opcode, int... operandsBefore) {
    int[] operands = new int[operandsBefore.length + 1];
    System.arraycopy(operandsBefore, 0, operands, 0, operandsBefore.length);
    uses.add(new Use(words.size(), label));
    return emit(opcode, operands);
  }

  /** Sets a register to any 64-bit number, with one instruction or two. */
  public CodeBuilder set(int register, long value) {
    emit(Opcode.MOV_IMM, register, (int) value);
    return value == (int) value ? this : emit(Opcode.MOVHI, register, (int) (value >> 32));
  }

  /** Places the label at the next instruction. */
  public CodeBuilder place(Label label) {
    label.address = here();
    return this;
  }

  /** A label placed here. */
  public Label label() {
    Label label = new Label();
    place(label);
    return label;
  }

  /**
   * Writes the words to their addresses in a memory image.
   *
   * @throws IllegalStateException if a label that is used was never placed
   */
  public void writeTo(byte[] memory) {
    for (Use use : uses) {
      long rest = words.get(use.index) & 0xffff_ffffL;
      words.set(use.index, rest | (long) use.label.address() << 32);
    }
    int address = origin;
    for (long word : words) {
      Semantics.st8(memory, address, word);
      address += Instruction.BYTES;
    }
  }

  /** A place in the code. */
  public static final class Label {
    private static final int NOWHERE = -1;

    private int address = NOWHERE;

    /** Where it is. */
    public int address() {
      if (address == NOWHERE) {
        throw new IllegalStateException("a label was never placed");
      }
      return address;
    }
  }

  private record Use(int index, Label label) {}
}
