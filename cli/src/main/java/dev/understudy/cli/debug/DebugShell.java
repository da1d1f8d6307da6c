package dev.understudy.cli.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.debug.stop.Expression;
import dev.understudy.cli.debug.stop.GuardedSearch;
import dev.understudy.cli.debug.stop.GuardedStop;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.DeviceText;
import dev.understudy.inspect.timetravel.GuestChanges;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.StopCondition;
import dev.understudy.inspect.timetravel.StopHit;
import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.inspect.timetravel.WaitReasons;
import dev.understudy.sim.world.World;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Obeys the debugger's commands, one after the other. */
public final class DebugShell {
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
  private record Mark(ReplayPosition position, World world, int host) {}

  private final ReplayTimeline timeline;
  private final Streams streams;
  private final boolean json;
  private final ReportLayout layout;
  private final DebugText text;
  private final DebugWords words;
  private final List<Verb> verbs = new ArrayList<>();
  private final DebugStops stops;
  private final TreeMap<String, Mark> marks = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private int host;
  private boolean over;

  /**
   * @param sources the lines that the guest was assembled from
   */
  public DebugShell(ReplayTimeline timeline, SourceText sources, Streams streams, boolean json) {
    this.timeline = timeline;
    this.streams = streams;
    this.json = json;
    this.layout = json ? ReportLayout.UNWRAPPED : streams.layout();
    this.text = new DebugText(timeline, sources, layout);
    this.words = new DebugWords(timeline);
    this.stops = new DebugStops(timeline.world().setup().image().symbols());
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
    verb("continue, c", "", "to the next stop", line -> search(true, List.of()));
    verb("reverse-continue, rc", "", "to the last stop before", line -> search(false, List.of()));
    verb(
        "goto, g",
        "#N | 20ms | entry:N | entry[:KIND] | output[:KIND] | event[:NAME] | MARK | begin | end",
        "to an instruction count, a time, an entry, a moment; to the next that happens",
        this::goTo);
    verb("host", "NAME", "look at this host: host-1, primary, backup ...", this::switchTo);
  }

  private void stopping() {
    verb(
        "break, b",
        "LABEL | 0xADDRESS | entry[:KIND] | output[:KIND] | event[:NAME]"
            + "  [if EXPRESSION] [hits COUNT]",
        "stop there; for addresses: when this host comes there",
        this::breakAt);
    verb(
        "watch, w",
        "REGISTER | LABEL | 0xADDRESS  [if EXPRESSION] [hits COUNT]",
        "stop when it changes",
        this::watch);
    verb("delete", "N", "stop there no more", this::delete);
    verb("stops", "", "where one stops", line -> say(stops.list()));
    verb(
        "last",
        "REGISTER | LABEL | 0xADDRESS",
        "back to who last wrote it",
        line -> search(false, List.of(words.watchpoint(host, argument(line)))));
  }

  private void looking() {
    verb("where", "", "where this host stands", line -> say(text.where(host)));
    verb("list, l", "", "the instructions around", line -> say(text.around(host, 5, 5)));
    verb("registers, r", "", "registers", line -> say(text.registers(host)));
    verb("memory, m", "LABEL | 0xADDRESS [WORDS]", "memory, in words of 8 bytes", this::memory);
    verb("print, p", "EXPRESSION", "its value, as r1 + 8, [LABEL] or [sp] == 0", this::print);
    verb("both", "[registers]", "all hosts, one beside the other", this::both);
    verb("held", "[HOST]", "outputs that wait, one by one", this::held);
    verb("why", "[HOST]", "why a host does what it does: what it waits for", this::why);
    verb("events", "[entry | output | event]", "what happens around", this::events);
    verb("mark", "NAME", "give this moment a name", this::mark);
    verb(
        "changed",
        "MARK | 20ms | begin | end | HOST  [MARK | 20ms | begin | end]",
        "what differs from that moment to this, or to a second one; from that host to this",
        this::changed);
    verb("console", "", "what the console shows", line -> console());
    verb("devices", "[HOST]", "what the devices of a host's guest hold", this::devices);
    verb(
        "disk", "[BLOCK]", "who may write, and what was written; the bytes of a block", this::disk);
    verb("channel", "", "how far log and acknowledgements are", line -> say(around().channel()));
    verb("clients", "", "what they sent and wait for", line -> say(around().clients()));
    verb("help", "", "this list", line -> help());
    verb("quit, q", "", "the end", line -> over = true);
  }

  // ---- commands come in

  /** Names of commands, and what can be said behind one of them. */
  public List<String> completions(List<String> typed) {
    if (typed.size() < 2) {
      return verbs.stream().flatMap(verb -> verb.all().stream()).sorted().toList();
    }
    @Nullable Verb verb = find(typed.get(0));
    List<String> all = new ArrayList<>();
    if (verb != null && !verb.takes().isEmpty()) {
      all.addAll(words.known());
      all.addAll(marks.keySet());
    }
    return all;
  }

  public boolean isOver() {
    return over;
  }

  public void greet() {
    if (!json) {
      streams.text(
          ReadableNumbers.number(timeline.events().size())
              + " things to go to in "
              + DebugText.time(timeline.endNs())
              + "; 'help' lists the commands");
      streams.text(text.where(host));
    }
  }

  public void echo(String line) {
    if (!json && !line.isBlank()) {
      streams.line("> " + line.strip());
    }
  }

  /** Obeys one line; what is wrong with it, or nothing. */
  public String obey(String line) {
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith(";")) {
      return "";
    }
    List<String> parts = List.of(stripped.split("\\s+"));
    @Nullable Verb verb = find(parts.get(0));
    if (verb == null) {
      List<String> names = verbs.stream().flatMap(one -> one.all().stream()).toList();
      String hint = Hint.of(parts.get(0), names);
      return "there is no command '"
          + parts.get(0)
          + "'"
          + (hint.isEmpty() ? ", 'help' lists them" : hint);
    }
    said.clear();
    String problem = Progress.during(streams, parts.get(0), () -> obey(verb, parts));
    if (problem.isEmpty()) {
      show(stripped);
    }
    return problem;
  }

  private static String obey(Verb verb, List<String> parts) {
    try {
      verb.action().obey(parts);
      return "";
    } catch (BadInputException e) {
      return String.valueOf(e.getMessage());
    }
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
      said.forEach(streams::text);
      return;
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("command", command);
    out.put("atNs", timeline.position().timeNs());
    out.put("host", text.name(host));
    out.put("count", timeline.count(host));
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
      if (!(forward ? timeline.step(host) : timeline.stepBack(host))) {
        say(end(forward));
        break;
      }
    }
    say(text.where(host));
  }

  private String end(boolean forward) {
    return forward
        ? "nothing more: " + WaitReasons.of(timeline.world(), host).get(0)
        : "the beginning";
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
    if (machine != null && StopSearch.nextKind(machine) == Kind.CALL) {
      search(true, List.of(new StopCondition.AtReturn(host, sp)));
    } else {
      steps(List.of("next"), true);
    }
  }

  private void reverseNext() {
    long sp = sp();
    ReplayPosition here = timeline.position();
    boolean back = timeline.stepBack(host);
    @Nullable Machine machine = text.machine(host);
    if (back && machine != null && StopSearch.nextKind(machine) == Kind.RETURN) {
      timeline.toPosition(here);
      search(false, List.of(new StopCondition.AtCall(host, sp)));
    } else {
      say(back ? text.where(host) : end(false));
    }
  }

  private void finish() {
    search(true, List.of(new StopCondition.AtReturn(host, sp() + 1)));
  }

  private void reverseFinish() {
    search(false, List.of(new StopCondition.AtCall(host, sp() + 1)));
  }

  /** Goes to the next of the user's stops, or of these. */
  private void search(boolean forward, List<StopCondition> also) {
    List<GuardedStop> all = new ArrayList<>(also.stream().map(GuardedStop::open).toList());
    all.addAll(stops.stops());
    GuardedSearch search = new GuardedSearch(timeline, all, hit -> true, () -> false);
    Optional<StopHit> hit = forward ? search.forward() : search.backward();
    boolean own = hit.isPresent() && !isStep(hit.get().condition());
    if (hit.isEmpty()) {
      say(forward ? "the end" : "the beginning");
    } else if (own) {
      say(text.hit(hit.get()));
    }
    say(text.where(host));
  }

  private static boolean isStep(StopCondition condition) {
    return condition instanceof StopCondition.OfCallStack;
  }

  private void goTo(List<String> line) {
    String to = argument(line);
    @Nullable Mark mark = marks.get(to);
    if (to.equals("begin")) {
      timeline.toBeginning();
    } else if (to.equals("end")) {
      timeline.toEnd();
    } else if (mark != null) {
      timeline.toPosition(mark.position());
    } else if (to.startsWith("#")) {
      if (!timeline.toCount(host, DebugWords.number(to.substring(1)))) {
        say(text.name(host) + " never comes there");
      }
    } else if (to.matches("entry:[0-9_,]+")) {
      timeline.to(entry(DebugWords.number(to.substring(6))));
    } else if (words.event(to).isPresent()) {
      toNext(words.event(to).get());
    } else {
      timeline.toTime(timeNs(to));
    }
    say(text.where(host));
  }

  /** Goes to the next event of a kind; if there is none, to the first of the run. */
  private void toNext(StopCondition.AtEvent wanted) {
    List<IndexedEvent> all = timeline.events().stream().filter(wanted::takes).toList();
    if (all.isEmpty()) {
      throw new BadInputException("this run has no " + text.condition(wanted).substring(4));
    }
    Optional<IndexedEvent> next =
        all.stream().filter(one -> !timeline.hasHappened(one)).findFirst();
    if (next.isEmpty()) {
      say("none is to come; the first of the run");
    }
    IndexedEvent there = next.orElse(all.get(0));
    timeline.to(there);
    say(text.event(there));
  }

  private static long timeNs(String word) {
    if (!word.matches("[0-9]+(\\.[0-9]+)?(ns|us|ms|s)")) {
      throw new BadInputException(
          "'"
              + word
              + "' is no moment, expected #N, 20ms, entry:N, output, event:NAME, a mark, begin or"
              + " end");
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

  private IndexedEvent entry(long index) {
    return timeline.events().stream()
        .filter(one -> one.kind() == IndexedEvent.Kind.ENTRY)
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
    stopAt(words.breakpoint(host, first(line)), line);
  }

  private void watch(List<String> line) {
    stopAt(words.watchpoint(host, first(line)), line);
  }

  private static String first(List<String> line) {
    return line.size() < 2 ? argument(line) : line.get(1);
  }

  private void stopAt(StopCondition condition, List<String> line) {
    say(stops.add(condition, text.condition(condition), line.subList(2, line.size())));
  }

  private void delete(List<String> line) {
    stops.delete((int) DebugWords.number(argument(line)));
  }

  // ---- looking

  private void memory(List<String> line) {
    if (line.size() < 2) {
      throw new BadInputException("'memory' takes a label or an address");
    }
    long count = line.size() > 2 ? Math.min(1024, DebugWords.number(line.get(2))) : 8;
    say(text.memory(host, words.address(line.get(1)), count));
  }

  private void print(List<String> line) {
    if (line.size() < 2) {
      throw new BadInputException("'print' takes an expression");
    }
    @Nullable Machine machine = text.machine(host);
    Expression expression = stops.expression(line.subList(1, line.size()));
    OptionalLong value = machine == null ? OptionalLong.empty() : expression.value(machine);
    say(value.isPresent() ? DebugText.full(value.getAsLong()) : "no value here");
  }

  private void why(List<String> line) {
    say(WaitReasons.of(timeline.world(), line.size() > 1 ? words.host(line.get(1)) : host));
  }

  private void events(List<String> line) {
    List<IndexedEvent> shown = new ArrayList<>();
    for (IndexedEvent one : timeline.events()) {
      String kind = one.kind().name().toLowerCase(java.util.Locale.ROOT);
      boolean wanted = line.size() < 2 || line.get(1).equals(kind);
      if (wanted && !timeline.hasHappened(one) && shown.size() < LISTED) {
        shown.add(one);
      }
    }
    shown.forEach(one -> say(text.event(one)));
    if (shown.isEmpty()) {
      say("nothing more");
    }
  }

  private void mark(List<String> line) {
    marks.put(argument(line), new Mark(timeline.position(), timeline.keep(), host));
  }

  private void changed(List<String> line) {
    if (line.size() < 2 || line.size() > 3) {
      throw new BadInputException("'changed' takes one or two moments, or a host");
    }
    @Nullable World before = moment(line.get(1));
    World after = timeline.world();
    if (line.size() == 3) {
      @Nullable World second = moment(line.get(2));
      if (before == null || second == null) {
        throw new BadInputException("'changed' takes a host or two moments, not both");
      }
      after = second;
    }
    int whose = before == null ? words.host(line.get(1)) : host;
    World from = before == null ? timeline.world() : before;
    say(text.changes(GuestChanges.between(from, whose, after, host, WORDS_SHOWN)));
  }

  /** The world of a mark or a time; null if the word is neither. */
  private @Nullable World moment(String word) {
    @Nullable Mark mark = marks.get(word);
    if (mark != null) {
      return mark.world();
    }
    boolean edge = word.equals("begin") || word.equals("end");
    if (!edge && !Character.isDigit(word.charAt(0))) {
      return null;
    }
    ReplayPosition here = timeline.position();
    timeline.toTime(edge ? (word.equals("begin") ? 0 : timeline.endNs()) : timeNs(word));
    World there = timeline.keep();
    timeline.toPosition(here);
    return there;
  }

  private void both(List<String> line) {
    boolean registers = line.size() == 2 && line.get(1).equals("registers");
    if (line.size() > 1 && !registers) {
      throw new BadInputException("'both' takes 'registers' or nothing");
    }
    say(registers ? text.registersSideBySide() : text.sideBySide());
  }

  private void held(List<String> line) {
    say(WaitReasons.held(timeline.world(), line.size() > 1 ? words.host(line.get(1)) : host));
  }

  private WorldText around() {
    return new WorldText(timeline.world());
  }

  private void devices(List<String> line) {
    int whose = line.size() > 1 ? words.host(line.get(1)) : host;
    if (text.machine(whose) == null) {
      throw new BadInputException(text.name(whose) + " is down");
    }
    @Nullable Replica replica = timeline.world().replica(whose);
    TextTable table = new TextTable();
    if (replica != null) {
      DeviceText.of(replica, DebugText::value).forEach(table::row);
    }
    say(table.lines("", layout));
  }

  private void disk(List<String> line) {
    if (line.size() < 2) {
      say(around().disk());
      return;
    }
    long block = DebugWords.number(argument(line));
    long blocks = timeline.world().disk().blockCount();
    if (block < 0 || block >= blocks) {
      throw new BadInputException("there is no block " + block + ", expected 0 to " + (blocks - 1));
    }
    say(around().block(block));
  }

  private void console() {
    say(new String(timeline.world().console(), UTF_8).lines().toList());
  }

  private void help() {
    for (Verb verb : verbs) {
      say(verb.names() + (verb.takes().isEmpty() ? "" : " " + verb.takes()));
      say("    " + verb.does());
    }
  }
}
