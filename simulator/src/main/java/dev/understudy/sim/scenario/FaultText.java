package dev.understudy.sim.scenario;

import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Fault.Blow;
import dev.understudy.sim.world.Fault.Moment;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Fault.Trigger;
import dev.understudy.sim.world.Wires.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults in one line, as on the command line and in reports: what, whom, when, for how long.
 *
 * <pre>
 * crash primary@20ms                    pause backup@#120000+3ms
 * slow host-2:4@5ms+10ms                cut channel:primary:backup@entry:412+5ms
 * disk-outage disk@20ms+5ms             crash primary@host-1:57
 * crash host-3@20ms+30ms
 * </pre>
 */
public final class FaultText {

  /** The words for kinds of faults. */
  public static final List<String> KINDS = List.of("crash", "pause", "slow", "cut", "disk-outage");

  static final String WHEN =
      "a time (\"20ms\"), an instruction count of the target (\"#120000\"), or an event with its"
          + " number (\"entry:412\"; events: "
          + String.join(", ", moments())
          + "), or a point between two things that a host does (\"host-1:57\")";

  static final String WHOM = "primary, backup, destination or host-1, host-2 ...";

  private static final List<String> ROLES = List.of("primary", "backup", "destination");
  private static final List<String> ENDS =
      List.of("primary", "backup", "destination", "disk", "all");
  private static final Pattern HOST = Pattern.compile("host-([1-9][0-9]{0,3})");
  private static final Pattern COUNT = Pattern.compile("#([0-9][0-9_]{0,18})");
  private static final Pattern POINT = Pattern.compile("(host-[^:]*):([0-9]{1,18})");
  private static final Pattern EVENT = Pattern.compile("([a-z]+):([0-9]{1,18})");
  private static final long FACTOR_MAX = 1_000;

  private FaultText() {}

  /** What became of a text: a fault, or what is wrong with it. */
  public record Result(Optional<Fault> fault, Optional<Problem> problem) {}

  /**
   * Reads {@code WHOM@WHEN}, with {@code +FOR} where the fault can heal.
   *
   * @param kind one of {@link #KINDS}
   * @param text such as {@code primary@20ms}
   * @param source where it comes from, for the problem, such as {@code --crash}
   */
  public static Result parse(String kind, String text, String source) {
    return new Parser(kind, text, source).parse();
  }

  /** Reads a kind, a blank and the rest, such as {@code crash primary@20ms}. */
  public static Result parse(String text, String source) {
    String kind = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
    if (!KINDS.contains(kind)) {
      return failed(
          source,
          text,
          0,
          kind.length(),
          "there is no such fault",
          Shapes.oneOf(KINDS) + Shapes.meaning(kind, KINDS));
    }
    String rest = text.substring(Math.min(text.length(), kind.length() + 1));
    return parse(kind, rest, source);
  }

  /** A fault with its text. */
  public static Fault fault(Blow blow, Trigger trigger) {
    return new Fault(blow, trigger, print(blow, trigger));
  }

  /** What {@link #parse(String, String)} reads. */
  public static String print(Blow blow, Trigger trigger) {
    String when = "@" + print(trigger);
    if (blow instanceof Blow.Crash crash) {
      return "crash " + print(crash.target()) + when + lasting(crash.forNs());
    }
    if (blow instanceof Blow.Pause pause) {
      return "pause " + print(pause.target()) + when + lasting(pause.forNs());
    }
    if (blow instanceof Blow.Slow slow) {
      return "slow " + print(slow.target()) + ":" + slow.factor() + when + lasting(slow.forNs());
    }
    if (blow instanceof Blow.Cut cut) {
      String what = label(cut.net()) + ":" + print(cut.from()) + ":" + print(cut.to());
      return "cut " + what + when + lasting(cut.forNs());
    }
    if (blow instanceof Blow.DiskOutage outage) {
      return "disk-outage disk" + when + lasting(outage.forNs());
    }
    throw new IllegalArgumentException("a blow without a text: " + blow);
  }

  private static String lasting(long forNs) {
    return forNs == Fault.FOR_EVER ? "" : "+" + Units.TIME.print(forNs);
  }

  static String print(Trigger trigger) {
    if (trigger instanceof Trigger.AtTime at) {
      return Units.TIME.print(at.timeNs());
    }
    if (trigger instanceof Trigger.AtCount at) {
      return "#" + at.count();
    }
    if (trigger instanceof Trigger.AtMoment at) {
      return at.moment().word() + ":" + at.number();
    }
    if (trigger instanceof Trigger.AtPoint at) {
      return print(new Target.Numbered(at.host())) + ":" + at.number();
    }
    throw new IllegalArgumentException("a trigger without a text: " + trigger);
  }

  static Trigger trigger(String text) throws Misfit {
    Matcher count = COUNT.matcher(text);
    if (count.matches()) {
      return new Trigger.AtCount(number(count.group(1).replace("_", "")));
    }
    Matcher point = POINT.matcher(text);
    if (point.matches() && HOST.matcher(point.group(1)).matches()) {
      Target.Numbered host = (Target.Numbered) host(point.group(1));
      return new Trigger.AtPoint(host.host(), number(point.group(2)));
    }
    Matcher event = EVENT.matcher(text);
    if (event.matches()) {
      for (Moment moment : Moment.values()) {
        if (moment.word().equals(event.group(1))) {
          return new Trigger.AtMoment(moment, number(event.group(2)));
        }
      }
      throw new Misfit(WHEN + Shapes.meaning(event.group(1), moments()));
    }
    try {
      long timeNs = Units.TIME.parse(text);
      if (timeNs >= 0) {
        return new Trigger.AtTime(timeNs);
      }
    } catch (Misfit none) {
      throw new Misfit(WHEN);
    }
    throw new Misfit("a time of at least 0");
  }

  private static long number(String digits) throws Misfit {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new Misfit("a smaller number");
    }
  }

  static String print(Target target) {
    if (target instanceof Target.Primary) {
      return "primary";
    }
    if (target instanceof Target.Backup) {
      return "backup";
    }
    if (target instanceof Target.Destination) {
      return "destination";
    }
    if (target instanceof Target.Numbered numbered) {
      return "host-" + (numbered.host() + 1);
    }
    if (target instanceof Target.Disk) {
      return "disk";
    }
    if (target instanceof Target.Everybody) {
      return "all";
    }
    throw new IllegalArgumentException("a target without a text: " + target);
  }

  /** A host, by its role or its number. */
  static Target host(String text) throws Misfit {
    Matcher numbered = HOST.matcher(text);
    if (numbered.matches()) {
      return new Target.Numbered(Integer.parseInt(numbered.group(1)) - 1);
    }
    return switch (text) {
      case "primary" -> new Target.Primary();
      case "backup" -> new Target.Backup();
      case "destination" -> new Target.Destination();
      default -> throw new Misfit(WHOM + Shapes.meaning(text, ROLES));
    };
  }

  /** An end of a cut. */
  static Target endpoint(String text) throws Misfit {
    return switch (text) {
      case "all" -> new Target.Everybody();
      case "disk" -> new Target.Disk();
      default -> {
        try {
          yield host(text);
        } catch (Misfit misfit) {
          throw new Misfit(WHOM + ", disk or all" + Shapes.meaning(text, ENDS));
        }
      }
    };
  }

  static Net net(String text) throws Misfit {
    for (Net net : Net.values()) {
      if (label(net).equals(text)) {
        return net;
      }
    }
    throw new Misfit(Shapes.oneOf(nets()) + Shapes.meaning(text, nets()));
  }

  static String label(Net net) {
    return net.name().toLowerCase(Locale.ROOT);
  }

  static List<String> nets() {
    List<String> labels = new ArrayList<>();
    for (Net net : Net.values()) {
      labels.add(label(net));
    }
    return labels;
  }

  static List<String> moments() {
    List<String> words = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      words.add(moment.word());
    }
    return words;
  }

  /** Whether the ends of a cut are on that network and differ; says what would be right if not. */
  static Optional<String> wrongEnds(Net net, Target from, Target to) {
    boolean hasDisk = from instanceof Target.Disk || to instanceof Target.Disk;
    if (hasDisk && net != Net.STORAGE) {
      return Optional.of("hosts: the disk is on the storage network only");
    }
    return from.equals(to) && !(from instanceof Target.Everybody)
        ? Optional.of("two different ends")
        : Optional.empty();
  }

  /** An instruction count needs a host that counts; says what would be right if there is none. */
  static Optional<String> wrongTrigger(Blow blow, Trigger trigger) {
    boolean hasNoHost =
        blow instanceof Blow.Cut cut
            && (cut.from() instanceof Target.Disk || cut.from() instanceof Target.Everybody);
    return hasNoHost && trigger instanceof Trigger.AtCount
        ? Optional.of("a time or an event: only a host counts instructions")
        : Optional.empty();
  }

  private static Result failed(
      String source, String text, int from, int length, String message, String expected) {
    return new Result(
        Optional.empty(),
        Optional.of(new Problem(source, 1, from + 1, length, message, expected, text)));
  }

  /** Takes a text apart and remembers where it was when something did not fit. */
  private static final class Parser {

    private final String kind;
    private final String text;
    private final String source;
    private int from;
    private int to;

    Parser(String kind, String text, String source) {
      this.kind = kind;
      this.text = text;
      this.source = source;
    }

    Result parse() {
      try {
        int at = text.indexOf('@');
        if (at < 0) {
          from = text.length();
          to = from;
          throw new Misfit("WHOM@WHEN, such as " + example());
        }
        int plus = text.indexOf('+', at);
        String when = piece(at + 1, plus < 0 ? text.length() : plus);
        Trigger trigger = trigger(when);
        long forNs = Fault.FOR_EVER;
        if (plus >= 0) {
          forNs = lasting(piece(plus + 1, text.length()));
        }
        Blow blow = blow(at, forNs);
        requireCounted(blow, trigger);
        return new Result(Optional.of(fault(blow, trigger)), Optional.empty());
      } catch (Misfit misfit) {
        String message = from == to ? "something is missing" : "this does not fit a " + kind;
        return failed(source, text, from, to - from, message, misfit.expected());
      }
    }

    private void requireCounted(Blow blow, Trigger trigger) throws Misfit {
      Optional<String> wrong = wrongTrigger(blow, trigger);
      if (wrong.isPresent()) {
        piece(text.indexOf('@') + 1, text.length());
        throw new Misfit(wrong.get());
      }
    }

    private String example() {
      return switch (kind) {
        case "slow" -> "primary:4@20ms+5ms";
        case "cut" -> "channel:primary:backup@20ms+5ms";
        case "disk-outage" -> "disk@20ms+5ms";
        case "pause" -> "primary@20ms+5ms";
        default -> "primary@20ms";
      };
    }

    private String piece(int begin, int end) {
      from = begin;
      to = end;
      return text.substring(begin, end);
    }

    private long lasting(String duration) throws Misfit {
      long forNs = Units.TIME.parse(duration);
      if (forNs <= 0) {
        throw new Misfit("a duration above 0");
      }
      return forNs;
    }

    private Blow blow(int end, long forNs) throws Misfit {
      return switch (kind) {
        case "crash" -> new Blow.Crash(host(piece(0, end)), forNs);
        case "pause" -> new Blow.Pause(host(piece(0, end)), forNs);
        case "slow" -> slow(end, forNs);
        case "cut" -> cut(end, forNs);
        case "disk-outage" -> {
          if (!piece(0, end).equals("disk")) {
            throw new Misfit("disk");
          }
          yield new Blow.DiskOutage(forNs);
        }
        default -> throw new IllegalArgumentException("no such kind: " + kind);
      };
    }

    private Blow slow(int end, long forNs) throws Misfit {
      int colon = text.indexOf(':');
      if (colon < 0 || colon > end) {
        piece(end, end);
        throw new Misfit("WHOM:FACTOR@WHEN, such as " + example());
      }
      Target target = host(piece(0, colon));
      String factor = piece(colon + 1, end);
      if (!factor.matches("[0-9]{1,4}") || !isFactor(Long.parseLong(factor))) {
        throw new Misfit("a factor from 2 to " + FACTOR_MAX);
      }
      return new Blow.Slow(target, Long.parseLong(factor), forNs);
    }

    private Blow cut(int end, long forNs) throws Misfit {
      int first = text.indexOf(':');
      int second = first < 0 ? -1 : text.indexOf(':', first + 1);
      if (second < 0 || second > end) {
        piece(0, end);
        throw new Misfit("NETWORK:FROM:TO@WHEN, such as " + example());
      }
      Net net = net(piece(0, first));
      Target begin = endpoint(piece(first + 1, second));
      Target target = endpoint(piece(second + 1, end));
      Optional<String> wrong = wrongEnds(net, begin, target);
      if (wrong.isPresent()) {
        piece(first + 1, end);
        throw new Misfit(wrong.get());
      }
      return new Blow.Cut(net, begin, target, forNs);
    }
  }

  static boolean isFactor(long factor) {
    return factor >= 2 && factor <= FACTOR_MAX;
  }
}
