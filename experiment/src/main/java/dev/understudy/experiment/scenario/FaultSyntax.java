package dev.understudy.experiment.scenario;

import static dev.understudy.experiment.scenario.FaultParameter.FACTOR;
import static dev.understudy.experiment.scenario.FaultParameter.FROM;
import static dev.understudy.experiment.scenario.FaultParameter.NETWORK;
import static dev.understudy.experiment.scenario.FaultParameter.TARGET;
import static dev.understudy.experiment.scenario.FaultParameter.TO;

import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.NetworkName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How faults of each kind are written. The one line of the command line, the keys of {@code
 * [[faults]]}, their reader, their writer and the reference page follow from these rows.
 */
enum FaultSyntax {
  CRASH(
      "crash",
      "a host is gone, and its place is up again after `for`, with nobody there",
      List.of(TARGET),
      List.of("primary@20ms", "backup@#120000", "host-2@entry:412"),
      "",
      (arguments, forNs) -> new FaultEffect.Crash(arguments.get(TARGET), forNs)),
  PAUSE(
      "pause",
      "a host stands still and goes on",
      List.of(TARGET),
      List.of("primary@20ms+5ms"),
      "",
      (arguments, forNs) -> new FaultEffect.Pause(arguments.get(TARGET), forNs)),
  SLOW(
      "slow",
      "it computes more slowly",
      List.of(TARGET, FACTOR),
      List.of("primary:4@20ms+5ms"),
      "four times as slow",
      (arguments, forNs) ->
          new FaultEffect.Slow(arguments.get(TARGET), arguments.get(FACTOR), forNs)),
  CUT(
      "cut",
      "one direction of a network delivers nothing",
      List.of(NETWORK, FROM, TO),
      List.of("channel:primary:backup@20ms+5ms"),
      "network, from, to",
      (arguments, forNs) ->
          new FaultEffect.Cut(
              arguments.get(NETWORK), arguments.get(FROM), arguments.get(TO), forNs)),
  DISK_OUTAGE(
      "disk-outage",
      "the disk answers nobody",
      List.of(),
      List.of("disk@20ms+5ms"),
      "",
      (arguments, forNs) -> new FaultEffect.DiskOutage(forNs));

  /** Whom a fault without parameters hits, in its one line. */
  static final String DISK = "disk";

  /** How long a fault lasts that heals, in ns. */
  static final ValueType<Long> LASTING = ValueTypes.duration(1, ScenarioSchema.TIME_MAX);

  /** Makes what goes wrong out of what was written. */
  private interface EffectFactory {
    FaultEffect effect(FaultArguments arguments, long forNs);
  }

  /** A fault's kind, and what it is told. */
  record WrittenFault(FaultSyntax kind, FaultArguments arguments) {}

  private final String word;
  private final String meaning;
  private final List<FaultParameter<?>> parameters;
  private final List<String> examples;
  private final String note;
  private final EffectFactory making;

  /**
   * A row.
   *
   * @param word for the kind
   * @param meaning Markdown, half a sentence
   * @param parameters in the order of the one line, where colons separate them
   * @param examples of what follows the word; the first shows how it is done
   * @param note on the examples; empty if they need none
   */
  FaultSyntax(
      String word,
      String meaning,
      List<FaultParameter<?>> parameters,
      List<String> examples,
      String note,
      EffectFactory making) {
    this.word = word;
    this.meaning = meaning;
    this.parameters = parameters;
    this.examples = examples;
    this.note = note;
    this.making = making;
  }

  private static final FaultEffect.Cases<WrittenFault> ROWS =
      new FaultEffect.Cases<>() {
        @Override
        public WrittenFault crash(FaultEffect.Crash effect) {
          return new WrittenFault(CRASH, FaultArguments.none().with(TARGET, effect.target()));
        }

        @Override
        public WrittenFault pause(FaultEffect.Pause effect) {
          return new WrittenFault(PAUSE, FaultArguments.none().with(TARGET, effect.target()));
        }

        @Override
        public WrittenFault slow(FaultEffect.Slow effect) {
          return new WrittenFault(
              SLOW,
              FaultArguments.none().with(TARGET, effect.target()).with(FACTOR, effect.factor()));
        }

        @Override
        public WrittenFault cut(FaultEffect.Cut effect) {
          return new WrittenFault(
              CUT,
              FaultArguments.none()
                  .with(NETWORK, effect.net())
                  .with(FROM, effect.from())
                  .with(TO, effect.to()));
        }

        @Override
        public WrittenFault diskOutage(FaultEffect.DiskOutage effect) {
          return new WrittenFault(DISK_OUTAGE, FaultArguments.none());
        }
      };

  /** How this is written. */
  static WrittenFault of(FaultEffect effect) {
    return effect.match(ROWS);
  }

  static Optional<FaultSyntax> find(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Stream.of(values()).map(FaultSyntax::word).toList();
  }

  /** The words of the kinds that have a parameter. */
  static List<String> wordsWith(FaultParameter<?> parameter) {
    return Stream.of(values())
        .filter(kind -> kind.parameters.contains(parameter))
        .map(FaultSyntax::word)
        .toList();
  }

  String word() {
    return word;
  }

  String meaning() {
    return meaning;
  }

  List<FaultParameter<?>> parameters() {
    return parameters;
  }

  List<String> examples() {
    return examples;
  }

  String note() {
    return note;
  }

  /** What has to follow the word, such as {@code WHOM:FACTOR@WHEN}. */
  String form() {
    List<String> parts = parameters.stream().map(FaultParameter::placeholder).toList();
    return (parts.isEmpty() ? TARGET.placeholder() : String.join(":", parts)) + "@WHEN";
  }

  FaultEffect effect(FaultArguments arguments, long forNs) {
    return making.effect(arguments, forNs);
  }

  // ---- what can't be

  /** What can't be about a fault of its own, whatever the scenario: paths are keys of it. */
  static List<Refusal> refusals(FaultEffect effect, FaultTrigger trigger) {
    List<Refusal> refusals = new ArrayList<>();
    WrittenFault written = of(effect);
    if (written.kind().parameters.contains(TO)) {
      FaultArguments arguments = written.arguments();
      wrongEnds(arguments.get(NETWORK), arguments.get(FROM), arguments.get(TO))
          .map(right -> new Refusal(List.of(TO.key()), "nothing can be cut there", right))
          .ifPresent(refusals::add);
    }
    if (trigger.countsInstructions() && !effect.counted().isHost()) {
      refusals.add(
          new Refusal(
              List.of("at"),
              "nobody counts there",
              "a time or an event: only a host counts instructions"));
    }
    return refusals;
  }

  /** Whether the ends of a cut are on that network and differ; says what would be right if not. */
  private static Optional<String> wrongEnds(NetworkName net, FaultTarget from, FaultTarget to) {
    boolean hasDisk = from.equals(new FaultTarget.Disk()) || to.equals(new FaultTarget.Disk());
    if (hasDisk && net != NetworkName.STORAGE) {
      return Optional.of("hosts: the disk is on the storage network only");
    }
    return from.equals(to) && !from.equals(new FaultTarget.Everybody())
        ? Optional.of("two different ends")
        : Optional.empty();
  }
}
