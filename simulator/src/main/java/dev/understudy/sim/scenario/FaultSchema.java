package dev.understudy.sim.scenario;

import dev.understudy.sim.world.Fault.Moment;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Fault.Trigger;
import dev.understudy.sim.world.Wires.Net;
import java.util.List;
import java.util.Optional;

/** The keys of {@code [[faults]]}. */
final class FaultSchema {

  private static final List<String> WITH_TARGET = List.of("crash", "pause", "slow");
  private static final List<String> CUT = List.of("cut");
  private static final List<String> THAT_HEAL =
      List.of("crash", "pause", "slow", "cut", "disk-outage");

  private FaultSchema() {}

  static Section<FaultSettings> faults() {
    Section<FaultSettings> section =
        new Section<>(
            "Something that goes wrong once. *primary* and *backup* are the hosts that have the"
                + " role then. A fault that is never reached is an error of the scenario.");
    Key<String> kind =
        section.kind(
            "kind",
            Shapes.choice(FaultText.KINDS, word -> word),
            FaultSettings::kind,
            "`crash` a host is gone, and its place is up again after `for`, with nobody there;"
                + " `pause` a host stands still and goes on; `slow` it computes more slowly; `cut`"
                + " one direction of a network delivers nothing; `disk-outage` the disk answers"
                + " nobody.");
    Key<Trigger> at =
        section.required(
            "at",
            Shapes.phrase("moment", FaultText.WHEN, FaultText::trigger, FaultText::print),
            FaultSettings::at,
            "A time (`20ms`), an instruction count (`#120000`, of the target, of a cut's *from*, of"
                + " the primary for the disk), an event with its number (`entry:412`), see below,"
                + " or a point between two things that a host does (`host-1:57`).");
    Key<Target> target =
        section.keyOnlyFor(
            WITH_TARGET,
            "target",
            Shapes.phrase("host", FaultText.WHOM, FaultText::host, FaultText::print),
            new Target.Primary(),
            FaultSettings::target,
            "`primary`, `backup`, `destination` (the host that the guest is being cloned to) or"
                + " `host-1`, `host-2` ...");
    Key<Net> network =
        section.keyOnlyFor(
            CUT,
            "network",
            Shapes.choice(List.of(Net.values()), FaultText::label),
            Net.CHANNEL,
            FaultSettings::network,
            "Which one is cut: " + String.join(", ", FaultText.nets()) + ".");
    Key<Target> from =
        section.keyOnlyFor(
            CUT,
            "from",
            Shapes.phrase("end", FaultText.WHOM, FaultText::endpoint, FaultText::print),
            new Target.Primary(),
            FaultSettings::from,
            "What this one sends is lost: a host as for `target`, `disk`, or `all`.");
    Key<Target> to =
        section.keyOnlyFor(
            CUT,
            "to",
            Shapes.phrase("end", FaultText.WHOM, FaultText::endpoint, FaultText::print),
            new Target.Everybody(),
            FaultSettings::to,
            "If it is for this one.");
    Key<Long> factor =
        section.keyOnlyFor(
            List.of("slow"),
            "factor",
            Shapes.number(2, 1_000),
            2L,
            FaultSettings::factor,
            "An instruction takes so many times as long.");
    Key<Optional<Long>> lasting =
        section.keyOnlyFor(
            THAT_HEAL,
            "for",
            Shapes.duration(1, Schema.TIME_MAX).orAbsent(),
            Optional.empty(),
            FaultSettings::forNs,
            "How long; without it, for ever.");
    return section.becomes(
        values -> {
          FaultSettings settings =
              new FaultSettings(
                  values.get(kind),
                  values.get(at),
                  values.get(target),
                  values.get(network),
                  values.get(from),
                  values.get(to),
                  values.get(factor),
                  values.get(lasting));
          if (settings.kind().equals("cut")) {
            FaultText.wrongEnds(settings.network(), settings.from(), settings.to())
                .ifPresent(
                    right -> values.reject(List.of("to"), "nothing can be cut there", right));
          }
          FaultText.wrongTrigger(settings.blow(), settings.at())
              .ifPresent(right -> values.reject(List.of("at"), "nobody counts there", right));
          return values.isRejected() ? null : settings;
        });
  }

  /** When each event happens, for the reference page. */
  static String doc(Moment moment) {
    return switch (moment) {
      case ENTRY -> "the primary has logged entry N, and nothing of it has been sent";
      case RECEIVED -> "the backup has received entry N and has not acknowledged it";
      case REPLAYED -> "the backup has replayed entry N";
      case OUTPUT -> "output N may leave its host, and has not";
      case SENT -> "output N has left its host";
    };
  }
}
