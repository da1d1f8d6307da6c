package dev.understudy.cli.debug;

import dev.understudy.cli.debug.stop.ExpressionReader;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.StopCondition;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the words of the debugger's commands mean: hosts, addresses, registers, stop conditions. */
final class DebugWords {
  private final ReplayTimeline timeline;
  private final Image image;

  DebugWords(ReplayTimeline timeline) {
    this.timeline = timeline;
    this.image = timeline.world().setup().image();
  }

  /** A host's number by its name, or by the role it has just then. */
  int host(String word) {
    List<String> names = new ArrayList<>();
    for (int host = 0; host < timeline.world().hostCount(); host++) {
      names.add(timeline.world().nameOf(host));
    }
    if (word.equals("primary") && timeline.world().primary().isPresent()) {
      return timeline.world().primary().getAsInt();
    }
    if (word.equals("backup") && timeline.world().backup().isPresent()) {
      return timeline.world().backup().getAsInt();
    }
    if (!names.contains(word)) {
      throw new BadInputException(
          "there is no host '" + word + "', expected " + String.join(", ", names));
    }
    return names.indexOf(word);
  }

  /** A label, {@code label+8}, or a number. */
  int address(String word) {
    int plus = word.lastIndexOf('+');
    String name = plus < 0 ? word : word.substring(0, plus);
    Integer label = image.symbols().get(name);
    if (label != null) {
      return label + (plus < 0 ? 0 : (int) number(word.substring(plus + 1)));
    }
    try {
      return Math.toIntExact(Long.decode(word));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadInputException(
          "there is no label '"
              + word
              + "', expected a label or an address as 0x1000"
              + Hint.of(word, image.symbols().keySet()));
    }
  }

  static long number(String word) {
    try {
      return Long.decode(word.replace("_", "").replace(",", ""));
    } catch (NumberFormatException e) {
      throw new BadInputException("'" + word + "' is no number");
    }
  }

  /** A count of steps, 1 if none is given. */
  static long times(List<String> words) {
    return words.size() < 2 ? 1 : number(words.get(1));
  }

  /**
   * What {@code break} takes: a label, an address, or {@code entry}, {@code output}, {@code event}.
   */
  StopCondition breakpoint(int host, String word) {
    Optional<StopCondition.AtEvent> happens = event(word);
    return happens.isPresent()
        ? happens.get()
        : new StopCondition.AtAddress(host, inMemory(address(word)));
  }

  /** {@code entry}, {@code output}, {@code event}, with or without a name behind a colon. */
  Optional<StopCondition.AtEvent> event(String word) {
    for (IndexedEvent.Kind kind : IndexedEvent.Kind.values()) {
      String name = kind.name().toLowerCase(java.util.Locale.ROOT);
      if (word.equals(name)) {
        return Optional.of(new StopCondition.AtEvent(kind, "", StopCondition.ANY));
      }
      if (word.startsWith(name + ":")) {
        String which = known(kind, word.substring(name.length() + 1));
        return Optional.of(new StopCondition.AtEvent(kind, which, StopCondition.ANY));
      }
    }
    return Optional.empty();
  }

  private int inMemory(int address) {
    if (address < 0 || address > image.memorySize() - Long.BYTES) {
      throw new BadInputException(
          ReadableNumbers.hex(address)
              + " is not in memory, which has "
              + image.memorySize()
              + " bytes");
    }
    return address;
  }

  /** Everything that commands take: hosts, labels, registers, kinds of what happens. */
  List<String> known() {
    TreeSet<String> all = new TreeSet<>(image.symbols().keySet());
    for (int host = 0; host < timeline.world().hostCount(); host++) {
      all.add(timeline.world().nameOf(host));
    }
    all.addAll(List.of("primary", "backup", "begin", "end"));
    for (int number = 0; number < Registers.COUNT; number++) {
      all.add(Registers.name(number));
    }
    for (IndexedEvent one : timeline.events()) {
      String kind = one.kind().name().toLowerCase(java.util.Locale.ROOT);
      all.add(kind);
      all.add(kind + ":" + one.name());
    }
    return List.copyOf(all);
  }

  /** A name that occurs in this run; another would never stop anybody. */
  private String known(IndexedEvent.Kind kind, String name) {
    TreeSet<String> names = new TreeSet<>();
    for (IndexedEvent one : timeline.events()) {
      if (one.kind() == kind) {
        names.add(one.name());
      }
    }
    if (!names.contains(name)) {
      throw new BadInputException(
          "'" + name + "' does not occur in this run, expected " + String.join(", ", names));
    }
    return name;
  }

  /** What {@code watch} takes: a register, or a word of memory. */
  StopCondition watchpoint(int host, String word) {
    int register = ExpressionReader.register(word);
    return register >= 0
        ? new StopCondition.Register(host, register)
        : new StopCondition.Word(host, inMemory(address(word)));
  }
}
