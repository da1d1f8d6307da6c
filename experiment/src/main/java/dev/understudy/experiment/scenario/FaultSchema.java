package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of {@code [[faults]]}: those of every fault, and the parameters of each kind. */
final class FaultSchema {
  private FaultSchema() {}

  /** A parameter, and the key that it is in the table. */
  private record ArgumentKey<T>(FaultParameter<T> parameter, Key<T> key) {
    static <T> ArgumentKey<T> in(Section<Fault> section, FaultParameter<T> parameter) {
      return new ArgumentKey<>(
          parameter,
          section.keyOnlyFor(
              FaultSyntax.wordsWith(parameter),
              parameter.key(),
              parameter.type(),
              parameter.standard(),
              fault -> FaultSyntax.of(fault.effect()).arguments().get(parameter),
              parameter.doc()));
    }

    void addTo(FaultArguments arguments, SectionValues values) {
      arguments.with(parameter, values.get(key));
    }
  }

  static Section<Fault> faults() {
    Section<Fault> section =
        new Section<>(
            "Something that goes wrong once. *primary* and *backup* are the hosts that have the"
                + " role then. A fault that is never reached is an error of the scenario.");
    Key<FaultSyntax> kind =
        section.kind(
            "kind",
            ValueTypes.choice(List.of(FaultSyntax.values()), FaultSyntax::word),
            fault -> FaultSyntax.of(fault.effect()).kind(),
            meanings());
    Key<FaultTrigger> at =
        section.required(
            "at",
            ValueTypes.phrase("moment", TriggerText.WHEN, TriggerText::trigger, TriggerText::print),
            Fault::trigger,
            "A time (`20ms`), an instruction count (`#120000`, of the target, of a cut's *from*, of"
                + " the primary for the disk), an event with its number (`entry:412`), see below,"
                + " or a point between two things that a host does (`host-1:57`).");
    List<ArgumentKey<?>> parameters = new ArrayList<>();
    FaultParameter.ALL.forEach(one -> parameters.add(ArgumentKey.in(section, one)));
    Key<Optional<Long>> lasting =
        section.keyOnlyFor(
            FaultSyntax.words(),
            "for",
            FaultSyntax.LASTING.orAbsent(),
            Optional.empty(),
            fault -> Optional.of(fault.forNs()).filter(forNs -> forNs != Fault.FOR_EVER),
            "How long; without it, for ever.");
    return section.becomes(
        values -> {
          FaultArguments arguments = FaultArguments.none();
          parameters.forEach(one -> one.addTo(arguments, values));
          FaultEffect effect =
              values.get(kind).effect(arguments, values.get(lasting).orElse(Fault.FOR_EVER));
          values.rejectAll(FaultSyntax.refusals(effect, values.get(at)));
          return values.isRejected() ? null : FaultText.fault(effect, values.get(at));
        });
  }

  private static String meanings() {
    return Stream.of(FaultSyntax.values())
        .map(kind -> "`" + kind.word() + "` " + kind.meaning())
        .collect(Collectors.joining("; ", "", "."));
  }
}
