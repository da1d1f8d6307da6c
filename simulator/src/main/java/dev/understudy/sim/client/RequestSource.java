package dev.understudy.sim.client;

import dev.understudy.sim.random.Chance;
import java.util.List;

/** The requests of one client, in their order. */
interface RequestSource {

  ClientKind kind();

  /** How many requests there are. */
  long count();

  /**
   * The request with a given sequence.
   *
   * @param own the client's requests so far, oldest first
   */
  ClientRequest request(long sequence, List<Exchange> own);

  /** The requests that a workload draws. */
  static RequestSource of(Workload workload, long count, Chance chance) {
    return new RequestSource() {
      @Override
      public ClientKind kind() {
        return workload.kind();
      }

      @Override
      public long count() {
        return count;
      }

      @Override
      public ClientRequest request(long sequence, List<Exchange> own) {
        return workload.request(chance, sequence, own);
      }
    };
  }

  /** The requests of an auditor: the balances of the accounts audited, then the total. */
  static RequestSource audit(Workload.Bank bank) {
    return new RequestSource() {
      @Override
      public ClientKind kind() {
        return ClientKind.BANK;
      }

      @Override
      public long count() {
        return bank.audited() + 1L;
      }

      @Override
      public ClientRequest request(long sequence, List<Exchange> own) {
        return sequence <= bank.audited()
            ? new ClientRequest(RequestKind.BALANCE, List.of(sequence - 1))
            : new ClientRequest(RequestKind.TOTAL, List.of());
      }
    };
  }
}
