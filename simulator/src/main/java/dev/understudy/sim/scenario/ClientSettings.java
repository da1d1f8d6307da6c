package dev.understudy.sim.scenario;

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
    Workload workload = group.workload();
    Workload.Bank bank = workload instanceof Workload.Bank it ? it : new Workload.Bank(2, 0, 1);
    return new ClientSettings(
        workload.kind(),
        group.count(),
        Optional.of(group.firstNumber()),
        group.requests(),
        group.startNs(),
        group.thinkNs(),
        group.retryNs(),
        workload instanceof Workload.Echo echo ? echo.words() : 0,
        bank.accounts(),
        bank.openingBalance(),
        bank.amountMax(),
        bank.audited() < bank.accounts() ? Optional.of(bank.audited()) : Optional.empty(),
        workload instanceof Workload.Kv kv ? kv.keys() : 1,
        workload instanceof Workload.Script it ? it.steps() : List.of());
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
      case SCRIPT -> new Workload.Script(script);
    };
  }
}
