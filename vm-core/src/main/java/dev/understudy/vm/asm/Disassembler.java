package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns images and instruction words back into text. */
public final class Disassembler {
  private Disassembler() {}

  /**
   * One instruction as a source would write it, or nothing if the word is no instruction.
   *
   * @param word its 8 bytes as a little-endian number
   * @param labels names for jump targets
   */
  public static Optional<String> instruction(long word, Labels labels) {
    return Instruction.decode(word).map(instruction -> InstructionText.of(instruction, labels));
  }

  /** The instruction that stands in a machine's memory now, or nothing if none stands there. */
  public static Optional<String> at(Machine machine, int address, Labels labels) {
    byte[] bytes = new byte[Instruction.BYTES];
    return machine.read(address, bytes)
        ? instruction(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(), labels)
        : Optional.empty();
  }

  /**
   * Source text, line by line, that assembles to an image with the same contents, memory size and
   * labels.
   *
   * <p>If the image knows which addresses were written as instructions, all others are shown as
   * data; else every word that decodes is shown as an instruction. Zeros take one line however many
   * they are; an image of several megabytes of anything else gives more lines than the assembler
   * reads.
   */
  public static void source(Image image, Consumer<String> lines) {
    DisassemblyRows rows = new DisassemblyRows(image);
    lines.accept("        .memory " + AssemblyText.hex(image.memorySize()));
    lines.accept("        .entry  " + entry(image, rows.labels()));
    lines.accept("        .org    0");
    rows.forEach(row -> row.writeSource(lines));
  }

  /** For reading: addresses, bytes, instructions or data, and where they were written. */
  public static void listing(Image image, Consumer<String> lines) {
    new DisassemblyRows(image).forEach(row -> row.writeListing(lines));
  }

  private static String entry(Image image, Labels labels) {
    long entry = Integer.toUnsignedLong(image.entry());
    boolean expressible = entry < image.memorySize() && entry % Instruction.BYTES == 0;
    return expressible
        ? labels.at(image.entry()).orElse(AssemblyText.hex(entry))
        : "0 ; of the image: " + AssemblyText.hex(entry) + ", which faults when it is fetched";
  }
}
