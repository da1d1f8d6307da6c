package dev.understudy.experiment.scenario;

import dev.understudy.base.Bytes;
import dev.understudy.sim.client.ClientFrame;
import dev.understudy.sim.client.ClientKind;
import dev.understudy.sim.client.ScriptStep;
import dev.understudy.sim.client.Workload;
import java.util.List;
import java.util.Optional;

/** The keys of {@code [[clients]]}. */
final class ClientSchema {

  private static final List<String> BANK = List.of(ClientKind.BANK.label());

  private ClientSchema() {}

  static Section<ClientSettings> clients() {
    Section<ClientSettings> section =
        new Section<>(
            "A group of clients that do the same; `docs/reference/CLIENTS.md` says what they send."
                + " Each asks, waits for the answer, thinks, and asks again.");
    Key<ClientKind> kind =
        section.kind(
            "kind",
            ValueTypes.choice(List.of(ClientKind.values()), ClientKind::label),
            ClientSettings::kind,
            "One of "
                + String.join(
                    ", ", List.of(ClientKind.values()).stream().map(ClientKind::label).toList())
                + ".");
    Key<Integer> count =
        section.key(
            "count",
            ValueTypes.integer(0, ClientFrame.CLIENT_NUMBER_MAX),
            1,
            ClientSettings::count,
            "How many.");
    Key<Optional<Integer>> firstNumber =
        section.key(
            "first-number",
            ValueTypes.integer(1, ClientFrame.CLIENT_NUMBER_MAX).orAbsent(),
            Optional.empty(),
            ClientSettings::firstNumber,
            "Clients are numbered from here; else after the group before. A bank's group takes one"
                + " number more, for its auditor. What a client does follows from its number.");
    Key<Long> requests =
        section.keyOnlyFor(
            List.of("echo", "counter", "bank", "kv", "resp"),
            "requests",
            ValueTypes.number(0, 1_000_000),
            10L,
            ClientSettings::requests,
            "Of each client.");
    Key<Long> start =
        section.key(
            "start",
            ValueTypes.duration(0, ScenarioSchema.TIME_MAX),
            ScenarioSchema.MS,
            ClientSettings::startNs,
            "When they begin.");
    Key<Long> think =
        section.keyOnlyFor(
            List.of("echo", "counter", "bank", "kv", "resp"),
            "think-time",
            ValueTypes.duration(0, 3_600_000 * ScenarioSchema.MS),
            ScenarioSchema.MS,
            ClientSettings::thinkNs,
            "Between an answer and the next request, on average.");
    Key<Long> retry =
        section.key(
            "retry-timeout",
            ValueTypes.duration(0, 3_600_000 * ScenarioSchema.MS),
            20 * ScenarioSchema.MS,
            ClientSettings::retryNs,
            "What is not answered for so long is sent again; \"0ns\" is for scripts only: never.");
    Key<Integer> words =
        section.keyOnlyFor(
            List.of("echo"),
            "words",
            ValueTypes.integer(0, Workload.WORDS_MAX),
            4,
            ClientSettings::words,
            "How many words of 8 bytes are echoed.");
    Key<Integer> accounts =
        section.keyOnlyFor(
            BANK,
            "accounts",
            ValueTypes.integer(2, Workload.ACCOUNTS_MAX),
            32,
            ClientSettings::accounts,
            "How many the guest has.");
    Key<Long> opening =
        section.keyOnlyFor(
            BANK,
            "opening-balance",
            ValueTypes.number(0, Workload.AMOUNT_MAX),
            1_000L,
            ClientSettings::openingBalance,
            "What the guest's accounts hold at first.");
    Key<Long> amount =
        section.keyOnlyFor(
            BANK,
            "amount-max",
            ValueTypes.number(1, Workload.AMOUNT_MAX),
            10L,
            ClientSettings::amountMax,
            "Transfers move 1 to this much.");
    Key<Optional<Integer>> audited =
        section.keyOnlyFor(
            BANK,
            "audited",
            ValueTypes.integer(0, Workload.ACCOUNTS_MAX).orAbsent(),
            Optional.empty(),
            ClientSettings::audited,
            "How many accounts the auditor looks at, the first ones, before it asks for the total."
                + " Without it: all.");
    Key<Integer> keys =
        section.keyOnlyFor(
            List.of("kv", "resp"),
            "keys",
            ValueTypes.integer(1, Workload.KEYS_MAX),
            4,
            ClientSettings::keys,
            "How many keys they share.");
    var script = section.tables("script", step(), ClientSettings::script, List.of("script"));
    return section.becomes(
        values -> {
          if (values.get(retry) == 0 && values.get(kind) != ClientKind.SCRIPT) {
            values.reject(
                List.of("retry-timeout"),
                "a client that never sends again may wait for ever",
                "more than 0");
            return null;
          }
          return new ClientSettings(
              values.get(kind),
              values.get(count),
              values.get(firstNumber),
              values.get(requests),
              values.get(start),
              values.get(think),
              values.get(retry),
              values.get(words),
              values.get(accounts),
              values.get(opening),
              values.get(amount),
              values.get(audited),
              values.get(keys),
              values.get(script));
        });
  }

  private static Section<ScriptStep> step() {
    Section<ScriptStep> step = new Section<>("A payload to send, and perhaps the one to get back.");
    Key<Long> at =
        step.required(
            "at",
            ValueTypes.duration(0, ScenarioSchema.TIME_MAX),
            ScriptStep::atNs,
            "When, counted from the group's `start`.");
    Key<Bytes> send =
        step.required(
            "send", ValueTypes.bytes(ClientFrame.PAYLOAD_BYTES_MAX), ScriptStep::send, "What.");
    Key<Optional<Bytes>> expect =
        step.key(
            "expect",
            ValueTypes.bytes(ClientFrame.PAYLOAD_BYTES_MAX).orAbsent(),
            Optional.empty(),
            ScriptStep::expect,
            "The reply that has to come.");
    return step.becomes(
        values -> new ScriptStep(values.get(at), values.get(send), values.get(expect)));
  }
}
