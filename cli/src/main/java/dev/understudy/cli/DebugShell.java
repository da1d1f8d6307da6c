package dev.understudy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.sim.travel.Changes;
import dev.understudy.sim.travel.Hit;
import dev.understudy.sim.travel.Hunt;
import dev.understudy.sim.travel.Journey;
import dev.understudy.sim.travel.Occurrence;
import dev.understudy.sim.travel.Place;
import dev.understudy.sim.travel.Trap;
import dev.understudy.sim.travel.Why;
import dev.understudy.sim.world.World;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Obeys the debugger's commands, one after the other. */
final class DebugShell {
  private static final int WORDS_SHOWN = 16;
  private static final int LISTED = 20;

  /** A command: its names, what it takes, what it does. */
  private record Verb(String names, String takes, String does, Action action) {
    interface Action {
      void obey(List<String> words);
    }

    List<String> all() {
      return List.of(names.split(", "));
    }
  }

  /** A moment that was given a name. */
  private record Mark(Place place, World world, int host) {}

  private final Journey journey;
  private final Streams streams;
  private final boolean json;
  private final DebugText text;
  private final DebugWords words;
  private final List<Verb> verbs = new ArrayList<>();
  private final TreeMap<Integer, Trap> traps = new TreeMap<>();
  private final TreeMap<String, Mark> marks = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private int nextTrap = 1;
  private int host;
  private boolean over;

  DebugShell(Journey journey, Streams streams, boolean json) {
    this.journey = journey;
    this.streams = streams;
    this.json = json;
    this.text = new DebugText(journey);
    this.words = new DebugWords(journey);
    moving();
    stopping();
    looking();
  }

  private void verb(String names, String takes, String does, Verb.Action action) {
    verbs.add(new Verb(names, takes, does, action));
  }

  private void moving() {
    verb("step, s", "[N]", "the next instruction of this host", line -> steps(line, true));
    verb("reverse-step, rs", "[N]", "the instruction before", line -> steps(line, false));
    verb("next, n", "", "the same, but over calls", line -> next());
    verb("reverse-next, rn", "", "back, but over calls", line -> reverseNext());
    verb("finish", "", "to behind the return of this routine", line -> finish());
    verb("reverse-finish, rf", "", "back to the call of this routine", line -> reverseFinish());
    verb("continue, c", "", "to the next stop", line -> hunt(true, List.of()));
    verb("reverse-continue, rc", "", "to the last stop before", line -> hunt(false, List.of()));
    verb(
        "goto, g",
        "#N | 20ms | entry:N | MARK | begin | end",
        "to an instruction count, a time, an entry, a moment",
        this::goTo);
    verb("host", "NAME", "look at this host: host-1, primary, backup ...", this::switchTo);
  }

  private void stopping() {
    verb(
        "break, b",
        "LABEL | 0xADDRESS | entry[:KIND] | output[:KIND] | event[:NAME]",
        "stop there; for addresses: when this host comes there",
        this::breakAt);
    verb("watch, w", "REGISTER | LABEL | 0xADDRESS", "stop when it changes", this::watch);
    verb("delete", "N", "stop there no more", this::delete);
    verb("stops", "", "where one stops", line -> listStops());
    verb(
        "last",
        "REGISTER | LABEL | 0xADDRESS",
        "back to who last wrote it",
        line -> hunt(false, List.of(words.watchpoint(host, argument(line)))));
  }

  private void looking() {
    verb("where", "", "where this host stands", line -> say(text.where(host)));
    verb("list, l", "", "the instructions around", line -> say(text.around(host, 5, 5)));
    verb("registers, r", "", "registers", line -> say(text.registers(host)));
    verb("memory, m", "LABEL | 0xADDRESS [WORDS]", "memory, in words of 8 bytes", this::memory);
    verb("both", "", "all hosts, one beside the other", line -> say(text.sideBySide()));
    verb("why", "[HOST]", "why a host does what it does: what it waits for", this::why);
    verb("events", "[entry | output | event]", "what happens around", this::events);
    verb("mark", "NAME", "give this moment a name", this::mark);
    verb("changed", "MARK | HOST", "what differs from that moment, or that host", this::changed);
    verb("console", "", "what the console shows", line -> console());
    verb("help", "", "this list", line -> help());
    verb("quit, q", "", "the end", line -> over = true);
  }

  // ---- commands come in

  boolean isOver() {
    return over;
  }

  void greet() {
    if (!json) {
      streams.line(
          Text.number(journey.occurrences().size())
              + " things to go to in "
              + DebugText.time(journey.endNs())
              + "; 'help' lists the commands");
      streams.line(text.where(host));
    }
  }

  void echo(String line) {
    if (!json && !line.isBlank()) {
      streams.line("> " + line.strip());
    }
  }

  /** Obeys one line; what is wrong with it, or nothing. */
  String obey(String line) {
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith(";")) {
      return "";
    }
    List<String> parts = List.of(stripped.split("\\s+"));
    @Nullable Verb verb = find(parts.get(0));
    if (verb == null) {
      List<String> names = verbs.stream().flatMap(one -> one.all().stream()).toList();
      String hint = Nearest.hint(parts.get(0), names);
      return "there is no command '"
          + parts.get(0)
          + "'"
          + (hint.isEmpty() ? ", 'help' lists them" : hint);
    }
    said.clear();
    try {
      verb.action().obey(parts);
    } catch (BadInputException e) {
      return String.valueOf(e.getMessage());
    }
    show(stripped);
    return "";
  }

  private @Nullable Verb find(String name) {
    for (Verb verb : verbs) {
      if (verb.all().contains(name)) {
        return verb;
      }
    }
    return null;
  }

  private void show(String command) {
    if (!json) {
      said.forEach(streams::line);
      return;
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("command", command);
    out.put("atNs", journey.place().timeNs());
    out.put("host", text.name(host));
    out.put("count", journey.count(host));
    @Nullable Machine machine = text.machine(host);
    out.put("pc", machine == null ? null : machine.pc());
    out.put("lines", List.copyOf(said));
    streams.line(Json.line(out));
  }

  private void say(String line) {
    said.add(line);
  }

  private void say(List<String> lines) {
    said.addAll(lines);
  }

  private static String argument(List<String> line) {
    if (line.size() != 2) {
      throw new BadInputException("'" + line.get(0) + "' takes one word; 'help' says which");
    }
    return line.get(1);
  }

  // ---- moving

  private void steps(List<String> line, boolean forward) {
    long times = DebugWords.times(line);
    for (long i = 0; i < times; i++) {
      if (!(forward ? journey.step(host) : journey.stepBack(host))) {
        say(end(forward));
        break;
      }
    }
    say(text.where(host));
  }

  private String end(boolean forward) {
    return forward ? "nothing more: " + Why.of(journey.world(), host).get(0) : "the beginning";
  }

  private long sp() {
    @Nullable Machine machine = text.machine(host);
    if (machine == null) {
      throw new BadInputException(text.name(host) + " is down");
    }
    return machine.register(Registers.SP);
  }

  private void next() {
    long sp = sp();
    @Nullable Machine machine = text.machine(host);
    if (machine != null && Hunt.nextKind(machine) == Kind.CALL) {
      hunt(true, List.of(new Trap.Returns(host, sp)));
    } else {
      steps(List.of("next"), true);
    }
  }

  private void reverseNext() {
    long sp = sp();
    Place here = journey.place();
    boolean back = journey.stepBack(host);
    @Nullable Machine machine = text.machine(host);
    if (back && machine != null && Hunt.nextKind(machine) == Kind.RETURN) {
      journey.toPlace(here);
      hunt(false, List.of(new Trap.Calls(host, sp)));
    } else {
      say(back ? text.where(host) : end(false));
    }
  }

  private void finish() {
    hunt(true, List.of(new Trap.Returns(host, sp() + 1)));
  }

  private void reverseFinish() {
    hunt(false, List.of(new Trap.Calls(host, sp() + 1)));
  }

  /** To the next of one's own stops, or of these. */
  private void hunt(boolean forward, List<Trap> also) {
    List<Trap> all = new ArrayList<>(also);
    all.addAll(traps.values());
    Hunt hunt = new Hunt(journey, all);
    Optional<Hit> hit = forward ? hunt.forward() : hunt.backward();
    boolean own = hit.isPresent() && !isStep(hit.get().trap());
    if (hit.isEmpty()) {
      say(forward ? "the end" : "the beginning");
    } else if (own) {
      say(text.hit(hit.get()));
    }
    say(text.where(host));
  }

  private static boolean isStep(Trap trap) {
    return trap instanceof Trap.Calls || trap instanceof Trap.Returns;
  }

  private void goTo(List<String> line) {
    String to = argument(line);
    @Nullable Mark mark = marks.get(to);
    if (to.equals("begin")) {
      journey.toBeginning();
    } else if (to.equals("end")) {
      journey.toEnd();
    } else if (mark != null) {
      journey.toPlace(mark.place());
    } else if (to.startsWith("#")) {
      if (!journey.toCount(host, DebugWords.number(to.substring(1)))) {
        say(text.name(host) + " never comes there");
      }
    } else if (to.startsWith("entry:")) {
      journey.to(entry(DebugWords.number(to.substring(6))));
    } else {
      journey.toTime(timeNs(to));
    }
    say(text.where(host));
  }

  private static long timeNs(String word) {
    if (!word.matches("[0-9]+(\\.[0-9]+)?(ns|us|ms|s)")) {
      throw new BadInputException(
          "'" + word + "' is no moment, expected #N, 20ms, entry:N, a mark, begin or end");
    }
    String unit = word.replaceAll("[0-9.]", "");
    double factor =
        switch (unit) {
          case "ns" -> 1;
          case "us" -> 1e3;
          case "ms" -> 1e6;
          default -> 1e9;
        };
    return (long) (Double.parseDouble(word.replaceAll("[a-z]", "")) * factor);
  }

  private Occurrence entry(long index) {
    return journey.occurrences().stream()
        .filter(one -> one.kind() == Occurrence.Kind.ENTRY)
        .filter(one -> one.text().startsWith("logs entry " + index + ":"))
        .findFirst()
        .orElseThrow(() -> new BadInputException("no host logs an entry " + index));
  }

  private void switchTo(List<String> line) {
    host = words.host(argument(line));
    say(text.where(host));
  }

  // ---- stopping

  private void breakAt(List<String> line) {
    stopAt(words.breakpoint(host, argument(line)));
  }

  private void watch(List<String> line) {
    stopAt(words.watchpoint(host, argument(line)));
  }

  private void stopAt(Trap trap) {
    traps.put(nextTrap, trap);
    say(nextTrap + ": " + text.trap(trap));
    nextTrap++;
  }

  private void delete(List<String> line) {
    int number = (int) DebugWords.number(argument(line));
    if (traps.remove(number) == null) {
      throw new BadInputException("there is no stop " + number + "; 'stops' lists them");
    }
  }

  private void listStops() {
    traps.forEach((number, trap) -> say(number + ": " + text.trap(trap)));
    if (traps.isEmpty()) {
      say("none");
    }
  }

  // ---- looking

  private void memory(List<String> line) {
    if (line.size() < 2) {
      throw new BadInputException("'memory' takes a label or an address");
    }
    long count = line.size() > 2 ? Math.min(1024, DebugWords.number(line.get(2))) : 8;
    say(text.memory(host, words.address(line.get(1)), count));
  }

  private void why(List<String> line) {
    say(Why.of(journey.world(), line.size() > 1 ? words.host(line.get(1)) : host));
  }

  private void events(List<String> line) {
    List<Occurrence> shown = new ArrayList<>();
    for (Occurrence one : journey.occurrences()) {
      String kind = one.kind().name().toLowerCase(java.util.Locale.ROOT);
      boolean wanted = line.size() < 2 || line.get(1).equals(kind);
      if (wanted && !journey.hasHappened(one) && shown.size() < LISTED) {
        shown.add(one);
      }
    }
    shown.forEach(one -> say(text.occurrence(one)));
    if (shown.isEmpty()) {
      say("nothing more");
    }
  }

  private void mark(List<String> line) {
    marks.put(argument(line), new Mark(journey.place(), journey.keep(), host));
  }

  private void changed(List<String> line) {
    String with = argument(line);
    @Nullable Mark mark = marks.get(with);
    World other = mark == null ? journey.world() : mark.world();
    int whose = mark == null ? words.host(with) : host;
    say(text.changes(Changes.between(other, whose, journey.world(), host, WORDS_SHOWN)));
  }

  private void console() {
    say(new String(journey.world().console(), UTF_8).lines().toList());
  }

  private void help() {
    for (Verb verb : verbs) {
      say(verb.names() + (verb.takes().isEmpty() ? "" : " " + verb.takes()));
      say("    " + verb.does());
    }
  }
}
