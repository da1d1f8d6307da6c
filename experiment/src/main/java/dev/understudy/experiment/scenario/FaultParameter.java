package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.NetworkName;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Something that faults of some kinds have to be told: a part of their one line, and a key of
 * {@code [[faults]]}.
 *
 * @param key its name there
 * @param placeholder how usage calls it
 * @param type what its value looks like there
 * @param standard what holds if the key is absent
 * @param parsing reads it in one line
 * @param print writes it in one line
 * @param place the place that a value names, from 0; empty if it names none
 * @param doc Markdown
 */
record FaultParameter<T>(
    String key,
    String placeholder,
    ValueType<T> type,
    T standard,
    ValueTypes.Parsing<T> parsing,
    Function<T, String> print,
    Function<T, OptionalInt> place,
    String doc) {

  static final FaultParameter<FaultTarget> TARGET =
      new FaultParameter<>(
          "target",
          "WHOM",
          ValueTypes.phrase("host", TargetText.WHOM, TargetText::host, TargetText::print),
          new FaultTarget.Primary(),
          TargetText::host,
          TargetText::print,
          FaultTarget::namedPlace,
          "`primary`, `backup`, `destination` (the host that the guest is being cloned to) or"
              + " `host-1`, `host-2` ...");

  static final FaultParameter<NetworkName> NETWORK =
      new FaultParameter<>(
          "network",
          "NETWORK",
          ValueTypes.choice(List.of(NetworkName.values()), TargetText::label),
          NetworkName.CHANNEL,
          TargetText::net,
          TargetText::label,
          net -> OptionalInt.empty(),
          "Which one is cut: " + String.join(", ", TargetText.nets()) + ".");

  static final FaultParameter<FaultTarget> FROM =
      end(
          "from",
          new FaultTarget.Primary(),
          "What this one sends is lost: a host as for `target`, `disk`, or `all`.");

  static final FaultParameter<FaultTarget> TO =
      end("to", new FaultTarget.Everybody(), "If it is for this one.");

  static final FaultParameter<Long> FACTOR = factor(2, 1_000);

  /** All parameters, in the order of the reference page. */
  static final List<FaultParameter<?>> ALL = List.of(TARGET, NETWORK, FROM, TO, FACTOR);

  private static FaultParameter<FaultTarget> end(String key, FaultTarget standard, String doc) {
    return new FaultParameter<>(
        key,
        key.toUpperCase(Locale.ROOT),
        ValueTypes.phrase("end", TargetText.WHOM, TargetText::endpoint, TargetText::print),
        standard,
        TargetText::endpoint,
        TargetText::print,
        FaultTarget::namedPlace,
        doc);
  }

  private static FaultParameter<Long> factor(long least, long most) {
    ValueType<Long> type = ValueTypes.number(least, most);
    return new FaultParameter<>(
        "factor",
        "FACTOR",
        type,
        least,
        text -> type.read(text.matches("[0-9]{1,18}") ? Long.valueOf(text) : text),
        String::valueOf,
        factor -> OptionalInt.empty(),
        "An instruction takes so many times as long.");
  }
}
