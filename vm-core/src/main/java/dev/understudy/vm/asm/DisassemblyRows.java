package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Cuts an image into what a line of disassembly shows. Labels stand at the start of a row only. */
final class DisassemblyRows {
  private static final int ROW_BYTES = Instruction.BYTES;

  private final Image image;
  private final Labels labels;

  DisassemblyRows(Image image) {
    this.image = image;
    this.labels = Labels.of(image);
  }

  Labels labels() {
    return labels;
  }

  void forEach(Consumer<Row> action) {
    long at = 0;
    while (at < image.length()) {
      Row row = rowAt((int) at);
      action.accept(row);
      at = row.end();
    }
    tail(at, action);
  }

  /** Labels behind the contents: room that is zero. */
  private void tail(long start, Consumer<Row> action) {
    long at = start;
    long last = image.memorySize();
    while (!labels.all(at).isEmpty() || labels.next(at, last + 1) <= last) {
      long next = labels.next(at, last + 1);
      long end = next <= last ? next : at;
      action.accept(new Row(at, end, Optional.empty()));
      if (next > last) {
        return;
      }
      at = end;
    }
  }

  private Row rowAt(int address) {
    long border = labels.next(address, image.length());
    long zeros = zerosEnd(address, border);
    if (zeros - address >= ROW_BYTES || zeros == border) {
      boolean whole = zeros == border;
      return new Row(address, whole ? zeros : zeros / ROW_BYTES * ROW_BYTES, Optional.empty());
    }
    Optional<Instruction> instruction =
        isCode(address) ? Instruction.decode(word(address)) : Optional.empty();
    long nextRow = (address / ROW_BYTES + 1L) * ROW_BYTES;
    return instruction.isPresent()
        ? new Row(address, nextRow, instruction)
        : new Row(address, Math.min(border, nextRow), instruction);
  }

  /** May an instruction start here? Its last bytes may be zeros behind the contents. */
  private boolean isCode(int address) {
    boolean whole =
        address % ROW_BYTES == 0 && labels.next(address, image.memorySize()) >= address + ROW_BYTES;
    return whole && (image.sourceLines().isEmpty() || image.sourceLine(address).isPresent());
  }

  private long zerosEnd(int address, long border) {
    int end = address;
    while (end < border && byteAt(end) == 0) {
      end++;
    }
    return end;
  }

  private byte byteAt(int address) {
    return address < image.length() ? image.byteAt(address) : 0;
  }

  private long word(int address) {
    long word = 0;
    for (int i = ROW_BYTES - 1; i >= 0; i--) {
      word = (word << Byte.SIZE) | (byteAt(address + i) & 0xff);
    }
    return word;
  }

  /** An instruction, a few bytes of data, or any number of zero bytes. */
  final class Row {
    private final long address;
    private final long end;
    private final Optional<Instruction> instruction;
    private final boolean zeros;

    Row(long address, long end, Optional<Instruction> instruction) {
      this.address = address;
      this.end = end;
      this.instruction = instruction;
      this.zeros = zerosEnd((int) address, end) == end;
    }

    long end() {
      return end;
    }

    void writeSource(Consumer<String> lines) {
      labels.all(address).forEach(name -> lines.accept(name + ":"));
      if (end > address) {
        lines.accept("        " + text());
      }
    }

    void writeListing(Consumer<String> lines) {
      labels.all(address).forEach(name -> lines.accept(name + ":"));
      if (end > address) {
        String row =
            String.format(Locale.ROOT, "%08x  %-23s  %-30s%s", address, bytes(), text(), comment());
        lines.accept(row.stripTrailing());
      }
    }

    private String bytes() {
      StringBuilder out = new StringBuilder();
      for (long at = address; !zeros && at < end; at++) {
        out.append(at == address ? "" : " ");
        out.append(String.format(Locale.ROOT, "%02x", byteAt((int) at)));
      }
      return out.toString();
    }

    /** Which label a number may mean, and where the instruction was written. */
    private String comment() {
      if (instruction.isEmpty()) {
        return "";
      }
      Optional<String> label = InstructionText.labelMeant(instruction.get(), labels);
      Optional<SourceLine> line = image.sourceLine((int) address);
      String comment =
          label.map(name -> "  = " + name).orElse("") + line.map(at -> "  " + at).orElse("");
      return comment.isEmpty() ? "" : "  ;" + comment.substring(1);
    }

    private String text() {
      if (instruction.isPresent()) {
        return InstructionText.of(instruction.get(), labels);
      }
      if (zeros) {
        return ".space " + (end - address);
      }
      if (end - address == ROW_BYTES) {
        return String.format(Locale.ROOT, ".quad 0x%016x", word((int) address)) + characters();
      }
      StringBuilder out = new StringBuilder(".byte ");
      for (long at = address; at < end; at++) {
        out.append(at == address ? "" : ", ");
        out.append(String.format(Locale.ROOT, "0x%02x", byteAt((int) at)));
      }
      return out + characters();
    }

    /** What the bytes say if they are text. */
    private String characters() {
      StringBuilder out = new StringBuilder();
      boolean letters = false;
      for (long at = address; at < end; at++) {
        char c = (char) (byteAt((int) at) & 0xff);
        boolean printable = c > ' ' && c < 0x7f;
        letters |= printable;
        out.append(printable || c == ' ' ? c : '.');
      }
      return letters ? "  ; " + out : "";
    }
  }
}
