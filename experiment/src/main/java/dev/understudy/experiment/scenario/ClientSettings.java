package dev.understudy.experiment.scenario;

import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.client.ClientKind;
import dev.understudy.sim.client.ScriptStep;
import dev.understudy.sim.client.Workload;
import java.util.List;
import java.util.Optional;

/** A group of clients as it is written: with all parameters, and perhaps without a first number. */
record ClientSettings(
    ClientKind kind,
    int count,
    Optional<Integer> firstNumber,
    long requests,
    long startNs,
    long thinkNs,
    long retryNs,
    int words,
    int accounts,
    long openingBalance,
    long amountMax,
    Optional<Integer> audited,
    int keys,
    List<ScriptStep> script) {

  static ClientSettings of(ClientGroup group) {
    KindParameters own = group.workload().match(new OwnParameters());
    Workload.Bank bank = own.bank;
    return new ClientSettings(
        group.workload().kind(),
        group.count(),
        Optional.of(group.firstNumber()),
        group.requests(),
        group.startNs(),
        group.thinkNs(),
        group.retryNs(),
        own.words,
        bank.accounts(),
        bank.openingBalance(),
        bank.amountMax(),
        bank.audited() < bank.accounts() ? Optional.of(bank.audited()) : Optional.empty(),
        own.keys,
        own.script);
  }

  ClientGroup group(int number) {
    return new ClientGroup(workload(), number, count, requests, startNs, thinkNs, retryNs);
  }

  Workload workload() {
    return switch (kind) {
      case ECHO -> new Workload.Echo(words);
      case COUNTER -> new Workload.Counter();
      case BANK ->
          new Workload.Bank(
              accounts, openingBalance, amountMax, Math.min(audited.orElse(accounts), accounts));
      case KV -> new Workload.Kv(keys);
      case RESP -> new Workload.Resp(keys);
      case SCRIPT -> new Workload.Script(script);
    };
  }

  /** The parameters that only one kind has; what the others have for them is not written. */
  private record KindParameters(int words, Workload.Bank bank, int keys, List<ScriptStep> script) {
    static final KindParameters NONE =
        new KindParameters(0, new Workload.Bank(2, 0, 1), 1, List.of());
  }

  private static final class OwnParameters implements Workload.Cases<KindParameters> {
    @Override
    public KindParameters echo(Workload.Echo echo) {
      return new KindParameters(
          echo.words(), KindParameters.NONE.bank, KindParameters.NONE.keys, List.of());
    }

    @Override
    public KindParameters counter(Workload.Counter counter) {
      return KindParameters.NONE;
    }

    @Override
    public KindParameters bank(Workload.Bank bank) {
      return new KindParameters(
          KindParameters.NONE.words, bank, KindParameters.NONE.keys, List.of());
    }

    @Override
    public KindParameters kv(Workload.Kv kv) {
      return ofKeys(kv.keys());
    }

    @Override
    public KindParameters resp(Workload.Resp resp) {
      return ofKeys(resp.keys());
    }

    private static KindParameters ofKeys(int keys) {
      return new KindParameters(
          KindParameters.NONE.words, KindParameters.NONE.bank, keys, List.of());
    }

    @Override
    public KindParameters script(Workload.Script script) {
      return new KindParameters(
          KindParameters.NONE.words,
          KindParameters.NONE.bank,
          KindParameters.NONE.keys,
          script.steps());
    }
  }
}
