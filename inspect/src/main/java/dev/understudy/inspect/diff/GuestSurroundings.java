package dev.understudy.inspect.diff;

import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.inspect.diff.Difference.Value;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Guests as people see them: names for addresses, instructions, and what differs between two. */
final class GuestSurroundings {
  private static final int LINES_AROUND = 3;
  private static final int VALUES_MAX = 16;
  private static final int PAGE_BYTES = 4096;

  private final Image image;
  private final Labels labels;

  GuestSurroundings(Image image) {
    this.image = image;
    this.labels = Labels.of(image);
  }

  /** {@code 0x41 (loop+0x8)}, with the line of the source if it is known. */
  String place(int address) {
    String text = "0x" + Integer.toHexString(address) + " (" + labels.describe(address) + ")";
    return image.sourceLine(address).map(line -> text + ", " + line).orElse(text);
  }

  String instruction(Machine machine, int address) {
    return Disassembler.instruction(word(machine, address), labels).orElse("no instruction");
  }

  List<String> code(Machine machine, int pc) {
    List<String> lines = new ArrayList<>();
    for (int i = -LINES_AROUND; i <= LINES_AROUND; i++) {
      int address = pc + i * Instruction.BYTES;
      if (address >= 0 && address < machine.memorySize()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s 0x%06x  %-20s %s",
                i == 0 ? ">" : " ",
                address,
                labels.describe(address),
                instruction(machine, address)));
      }
    }
    return lines;
  }

  /** What differs, registers first; at most so many as people read. */
  List<Value> values(VirtualMachine first, VirtualMachine second) {
    List<Value> values = new ArrayList<>();
    Machine one = first.machine();
    Machine other = second.machine();
    add(values, "pc", Integer.toUnsignedLong(one.pc()), Integer.toUnsignedLong(other.pc()));
    add(values, "pending lines", one.pendingLines(), other.pendingLines());
    for (int i = 0; i < Registers.COUNT; i++) {
      add(values, i == Registers.SP ? "sp" : "r" + i, one.register(i), other.register(i));
    }
    byte[] page = new byte[PAGE_BYTES];
    byte[] otherPage = new byte[PAGE_BYTES];
    int size = Math.min(one.memorySize(), other.memorySize());
    for (int at = 0; at < size && values.size() < VALUES_MAX; at += PAGE_BYTES) {
      one.read(at, page);
      other.read(at, otherPage);
      addWords(values, at, page, otherPage);
    }
    return values;
  }

  private void addWords(List<Value> values, int address, byte[] page, byte[] otherPage) {
    ByteBuffer one = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer other = ByteBuffer.wrap(otherPage).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PAGE_BYTES && values.size() < VALUES_MAX; i += Long.BYTES) {
      if (one.getLong(i) != other.getLong(i)) {
        add(values, "[" + place(address + i) + "]", one.getLong(i), other.getLong(i));
      }
    }
  }

  private static void add(List<Value> values, String place, long first, long second) {
    if (first != second) {
      values.add(new Value(place, first, second));
    }
  }

  static long word(Machine machine, int address) {
    byte[] bytes = new byte[Long.BYTES];
    return machine.read(address, bytes)
        ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()
        : 0;
  }
}
