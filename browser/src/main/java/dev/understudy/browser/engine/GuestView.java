package dev.understudy.browser.engine;

import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.DeviceText;
import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guest's machine at a moment: where it is, its registers, the top of its stack, its devices. */
final class GuestView {
  private static final int WORD_BYTES = 8;
  private static final int STACK_WORDS = 6;
  private static final int LINES_AROUND = 3;
  private static final long SMALL = 9_999;

  private final SourceLines sources;
  private final Image image;
  private final Labels labels;

  GuestView(Image image, SourceLines sources) {
    this.image = image;
    this.sources = sources;
    this.labels = Labels.of(image);
  }

  /** Null for a host that has no guest yet. */
  @Nullable Map<String, @Nullable Object> of(Replica replica) {
    if (!replica.hasGuest()) {
      return null;
    }
    Machine machine = replica.guest().machine();
    Optional<SourceLine> place = image.sourceLine(machine.nextPc());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("place", labels.describe(machine.nextPc()));
    json.put("instruction", Disassembler.at(machine, machine.nextPc(), labels).orElse(""));
    json.put("source", place.map(SourceLine::toString).orElse(null));
    json.put(
        "lines", place.map(at -> sources.around(at, LINES_AROUND, LINES_AROUND)).orElse(List.of()));
    json.put("registers", registers(machine));
    json.put("stack", stack(machine));
    json.put("devices", rows(DeviceText.of(replica, GuestView::value)));
    return json;
  }

  private List<List<String>> registers(Machine machine) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("instructions", ReadableNumbers.number(machine.retired())));
    rows.add(List.of("pc", labels.describe(machine.pc())));
    for (int number = 0; number < Registers.COUNT; number++) {
      rows.add(List.of(Registers.name(number), value(machine.register(number))));
    }
    rows.add(List.of("interrupts", machine.interruptsEnabled() ? "enabled" : "disabled"));
    return rows;
  }

  private static List<List<String>> stack(Machine machine) {
    List<List<String>> rows = new ArrayList<>();
    long sp = machine.register(Registers.SP);
    for (int i = 0; i < STACK_WORDS; i++) {
      long at = sp + (long) i * WORD_BYTES;
      if (at >= 0 && at <= machine.memorySize() - WORD_BYTES) {
        rows.add(List.of(ReadableNumbers.hex((int) at), value(StopSearch.word(machine, (int) at))));
      }
    }
    return rows;
  }

  private static List<List<String>> rows(Map<String, String> values) {
    List<List<String>> rows = new ArrayList<>();
    values.forEach((name, value) -> rows.add(List.of(name, value)));
    return rows;
  }

  /** Small numbers as people write them, others in hexadecimal. */
  private static String value(long value) {
    return value >= -SMALL && value <= SMALL
        ? Long.toString(value)
        : "0x" + Long.toHexString(value);
  }
}
