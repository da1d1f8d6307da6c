package dev.understudy.cli.debug;

import dev.understudy.experiment.report.ReadableNumbers;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the debugger shows, in lines. */
final class DebugText {
  private static final int WORD_BYTES = 8;

  private final ReplayTimeline timeline;
  private final Image image;
  private final Labels labels;

  DebugText(ReplayTimeline timeline) {
    this.timeline = timeline;
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
    String source = image.sourceLine(pc).map(line -> "  (" + line + ")").orElse("");
    String text =
        Disassembler.instruction(StopSearch.word(machine, pc), labels).orElse("no instruction");
    return address(pc) + ":  " + text + source;
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
    List<String> lines = new ArrayList<>();
    if (machine == null) {
      return List.of(name(host) + " is down");
    }
    for (int row = 0; row < Registers.COUNT; row += 4) {
      StringBuilder line = new StringBuilder();
      for (int number = row; number < row + 4; number++) {
        line.append(
            String.format(
                Locale.ROOT, "%-4s%-20s", Registers.name(number), value(machine.register(number))));
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add(
        "pc  "
            + address(machine.pc())
            + ", interrupts "
            + (machine.interruptsEnabled() ? "enabled" : "disabled")
            + (machine.pendingLines() == 0 ? "" : ", lines pending: " + machine.pendingLines()));
    return lines;
  }

  private static String value(long value) {
    return value >= -9_999 && value <= 9_999
        ? Long.toString(value)
        : "0x" + Long.toHexString(value);
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
    StringBuilder head = new StringBuilder("        ");
    for (int host = 0; host < world.hostCount(); host++) {
      @Nullable Machine machine = machine(host);
      if (machine != null) {
        machines.add(machine);
        head.append(String.format(Locale.ROOT, "%-22s", name(host)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(head.toString().stripTrailing());
    lines.add(row("count", machines, machine -> ReadableNumbers.number(machine.retired())));
    lines.add(row("pc", machines, machine -> address(machine.pc())));
    for (int number = 0; number < Registers.COUNT; number++) {
      int register = number;
      lines.add(
          row(Registers.name(number), machines, machine -> value(machine.register(register))));
    }
    return lines;
  }

  private static String row(String name, List<Machine> of, Function<Machine, String> cell) {
    List<String> cells = of.stream().map(cell).toList();
    boolean same = cells.stream().distinct().count() < 2;
    StringBuilder row =
        new StringBuilder(String.format(Locale.ROOT, "%-6s%s ", name, same ? " " : "*"));
    cells.forEach(one -> row.append(String.format(Locale.ROOT, "%-22s", one)));
    return row.toString().stripTrailing();
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
    return what(value) + " was " + value(hit.was()) + ", is " + value(hit.is()) + ": by " + by;
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
      String was = pc ? address((int) change.was()) : value(change.was());
      String is = pc ? address((int) change.is()) : value(change.is());
      lines.add((pc ? "pc" : Registers.name(change.where())) + "  " + was + " -> " + is);
    }
    for (Change change : changes.words()) {
      String where = "[" + address(change.where()) + "]";
      lines.add(where + "  " + value(change.was()) + " -> " + value(change.is()));
    }
    long more = changes.wordsInAll() - changes.words().size();
    if (more > 0) {
      lines.add("and " + ReadableNumbers.count(more, "more word"));
    }
    return lines.isEmpty() ? List.of("nothing differs") : lines;
  }
}
