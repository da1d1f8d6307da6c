package dev.understudy.cli.debug;

import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.GuestChanges;
import dev.understudy.inspect.timetravel.GuestChanges.Change;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.StopCondition;
import dev.understudy.inspect.timetravel.StopHit;
import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.sim.world.World;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the debugger shows, in lines. */
final class DebugText {
  private static final int WORD_BYTES = 8;
  private static final int REGISTERS_IN_A_ROW = 4;

  private final ReplayTimeline timeline;
  private final Image image;
  private final Labels labels;

  private final SourceText sources;
  private final ReportLayout layout;

  /**
   * @param layout of tables; the reader of other lines wraps them
   */
  DebugText(ReplayTimeline timeline, SourceText sources, ReportLayout layout) {
    this.timeline = timeline;
    this.sources = sources;
    this.layout = layout;
    this.image = timeline.world().setup().image();
    this.labels = Labels.of(image);
  }

  String name(int host) {
    return timeline.nameOf(host);
  }

  @Nullable Machine machine(int host) {
    @Nullable Replica replica =
        host < timeline.world().hostCount() ? timeline.world().replica(host) : null;
    return replica == null || !replica.hasGuest() ? null : replica.guest().machine();
  }

  static String time(long ns) {
    return String.format(Locale.ROOT, "%,d.%06d ms", ns / 1_000_000, ns % 1_000_000);
  }

  // ---- where

  /** One line: the time, the host, the instruction that is next. */
  String where(int host) {
    String at = time(timeline.position().timeNs()) + "  " + name(host);
    @Nullable Machine machine = machine(host);
    return machine == null
        ? at + (host < timeline.world().hostCount() ? "  is down" : "  has not started yet")
        : at
            + "  #"
            + ReadableNumbers.number(machine.retired())
            + "  "
            + instruction(machine, machine.nextPc())
            + interrupts(machine);
  }

  private String interrupts(Machine machine) {
    boolean delivered = machine.nextPc() != machine.pc();
    return delivered ? "  (an interrupt at " + address(machine.pc()) + ")" : "";
  }

  String address(int address) {
    return labels.describe(address);
  }

  private String instruction(Machine machine, int pc) {
    String text =
        Disassembler.instruction(StopSearch.word(machine, pc), labels).orElse("no instruction");
    String source =
        image.sourceLine(pc).map(line -> "  (" + line + ")" + written(line, text)).orElse("");
    return address(pc) + ":  " + text + source;
  }

  /** What the source says beyond the instruction: the comment, or all of a line that is other. */
  private String written(SourceLine line, String instruction) {
    String source = sources.of(line).orElse("").strip().replaceAll("\\s+", " ");
    int comment = source.indexOf(';');
    String code = comment < 0 ? source : source.substring(0, comment).strip();
    String same = instruction.replaceAll("\\s+", " ");
    boolean isSame = code.equals(same) || code.endsWith(": " + same);
    String shown = !isSame ? source : comment < 0 ? "" : source.substring(comment);
    return shown.isEmpty() ? "" : "  " + shown;
  }

  /** Instructions around the next one. */
  List<String> around(int host, int before, int behind) {
    @Nullable Machine machine = machine(host);
    List<String> lines = new ArrayList<>();
    if (machine != null) {
      for (int i = -before; i <= behind; i++) {
        int pc = machine.pc() + i * Instruction.BYTES;
        if (pc >= 0 && pc < machine.memorySize()) {
          lines.add((i == 0 ? "-> " : "   ") + instruction(machine, pc));
        }
      }
    }
    return lines;
  }

  // ---- registers and memory

  List<String> registers(int host) {
    @Nullable Machine machine = machine(host);
    if (machine == null) {
      return List.of(name(host) + " is down");
    }
    TextTable table = new TextTable();
    for (int row = 0; row < Registers.COUNT; row += REGISTERS_IN_A_ROW) {
      table.row(
          IntStream.range(row, row + REGISTERS_IN_A_ROW)
              .mapToObj(number -> register(machine, number))
              .toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(table.lines("", layout));
    lines.add(
        "pc  "
            + address(machine.pc())
            + ", interrupts "
            + (machine.interruptsEnabled() ? "enabled" : "disabled")
            + (machine.pendingLines() == 0 ? "" : ", lines pending: " + machine.pendingLines()));
    return lines;
  }

  private static String register(Machine machine, int number) {
    return String.format(
        Locale.ROOT, "%-4s%s", Registers.name(number), value(machine.register(number)));
  }

  static String value(long value) {
    return isSmall(value) ? Long.toString(value) : "0x" + Long.toHexString(value);
  }

  private static boolean isSmall(long value) {
    return value >= -9_999 && value <= 9_999;
  }

  /** Values that are compared with each other, in one base. */
  private static List<String> values(long... all) {
    boolean small = Arrays.stream(all).allMatch(DebugText::isSmall);
    return Arrays.stream(all)
        .mapToObj(one -> small ? Long.toString(one) : "0x" + Long.toHexString(one))
        .toList();
  }

  /** A value in both notations where they differ. */
  static String full(long value) {
    String hex = "0x" + Long.toHexString(value);
    return value >= 0 && value <= 9 ? Long.toString(value) : value + " = " + hex;
  }

  List<String> memory(int host, int address, long words) {
    @Nullable Machine machine = machine(host);
    List<String> lines = new ArrayList<>();
    for (long i = 0; machine != null && i < words; i++) {
      int at = address + (int) i * WORD_BYTES;
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %-24s %s",
              ReadableNumbers.hex(at),
              address(at),
              value(StopSearch.word(machine, at))));
    }
    return lines;
  }

  /** Both machines of the pair, side by side. */
  List<String> sideBySide() {
    List<String> lines = new ArrayList<>();
    World world = timeline.world();
    for (int host = 0; host < world.hostCount(); host++) {
      lines.add(where(host));
      @Nullable Replica replica = world.replica(host);
      if (replica != null) {
        lines.add(
            "    "
                + replica.state().meaning()
                + ", "
                + (replica.runsLive() ? "logged" : "replayed")
                + " up to entry "
                + replica.entries()
                + ", outputs held: "
                + replica.heldOutputs());
      }
    }
    return lines;
  }

  /** The registers of all guests in columns; a star where they are not all the same. */
  List<String> registersSideBySide() {
    World world = timeline.world();
    List<Machine> machines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int host = 0; host < world.hostCount(); host++) {
      @Nullable Machine machine = machine(host);
      if (machine != null) {
        machines.add(machine);
        names.add(name(host));
      }
    }
    TextTable table = new TextTable();
    names.addAll(0, List.of("", ""));
    table.row(names.toArray(String[]::new));
    row(table, "count", machines.stream().map(at -> ReadableNumbers.number(at.retired())).toList());
    row(table, "pc", machines.stream().map(machine -> address(machine.pc())).toList());
    for (int number = 0; number < Registers.COUNT; number++) {
      int register = number;
      row(
          table,
          Registers.name(number),
          values(machines.stream().mapToLong(machine -> machine.register(register)).toArray()));
    }
    return table.lines("", layout);
  }

  private static void row(TextTable table, String name, List<String> values) {
    List<String> cells = new ArrayList<>(values);
    cells.addAll(0, List.of(name, values.stream().distinct().count() < 2 ? "" : "*"));
    table.row(cells.toArray(String[]::new));
  }

  // ---- what happened

  String hit(StopHit hit) {
    @Nullable IndexedEvent event = hit.event();
    if (event != null) {
      return text(event);
    }
    return hit.condition() instanceof StopCondition.OfValue value
        ? changed(value, hit)
        : condition(hit.condition());
  }

  private String changed(StopCondition.OfValue value, StopHit hit) {
    String by =
        hit.pc() == StopHit.NO_PC
            ? "a device, or the host's end"
            : address(hit.pc())
                + image.sourceLine(hit.pc()).map(line -> " (" + line + ")").orElse("");
    List<String> both = values(hit.was(), hit.is());
    return what(value) + " was " + both.get(0) + ", is " + both.get(1) + ": by " + by;
  }

  String condition(StopCondition condition) {
    return condition.match(
        happens ->
            "any "
                + happens.kind().name().toLowerCase(Locale.ROOT)
                + (happens.name().isEmpty() ? "" : " " + happens.name()),
        ofGuest ->
            name(ofGuest.host())
                + (ofGuest instanceof StopCondition.OfValue ? " changes " : " comes to ")
                + what(ofGuest));
  }

  /** What a stop condition waits for in its guest. */
  private String what(StopCondition.OfGuest condition) {
    return condition.match(
        new StopCondition.OfGuest.Cases<>() {
          @Override
          public String atAddress(StopCondition.AtAddress stop) {
            return address(stop.address());
          }

          @Override
          public String register(StopCondition.Register register) {
            return Registers.name(register.number());
          }

          @Override
          public String word(StopCondition.Word word) {
            return "[" + address(word.address()) + "]";
          }

          @Override
          public String atCall(StopCondition.AtCall stop) {
            return "a call";
          }

          @Override
          public String atReturn(StopCondition.AtReturn stop) {
            return "a return";
          }
        });
  }

  String event(IndexedEvent one) {
    return time(one.timeNs()) + "  " + text(one);
  }

  private String text(IndexedEvent one) {
    boolean ofHost = one.actor() != IndexedEvent.WORLD;
    return ofHost ? name(one.actor()) + " " + one.text() : one.text();
  }

  List<String> changes(@Nullable GuestChanges changes) {
    if (changes == null) {
      return List.of("one of the two is down");
    }
    List<String> lines = new ArrayList<>();
    for (Change change : changes.registers()) {
      boolean pc = change.where() == Registers.COUNT;
      List<String> both =
          pc
              ? List.of(address((int) change.was()), address((int) change.is()))
              : values(change.was(), change.is());
      String what = pc ? "pc" : Registers.name(change.where());
      lines.add(what + "  " + both.get(0) + " -> " + both.get(1));
    }
    for (Change change : changes.words()) {
      String where = "[" + address(change.where()) + "]";
      List<String> both = values(change.was(), change.is());
      lines.add(where + "  " + both.get(0) + " -> " + both.get(1));
    }
    long more = changes.wordsInAll() - changes.words().size();
    if (more > 0) {
      lines.add("and " + ReadableNumbers.count(more, "more word"));
    }
    return lines.isEmpty() ? List.of("nothing differs") : lines;
  }
}
