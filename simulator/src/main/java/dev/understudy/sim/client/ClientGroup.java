package dev.understudy.sim.client;

import java.util.Locale;

/**
 * Clients with one workload, numbered in a row.
 *
 * @param workload what each of them asks
 * @param firstNumber the number of the first; the numbers, not the places in a list, decide what
 *     clients draw
 * @param count how many there are, an auditor not included
 * @param requests how many each sends; a script counts its own
 * @param startNs when each begins to think about its first request
 * @param thinkNs mean time between an answer and the next request
 * @param retryNs a request not answered for so long is sent again; the wait varies by up to an
 *     eighth more; 0: a script is never sent again
 */
public record ClientGroup(
    Workload workload,
    int firstNumber,
    int count,
    long requests,
    long startNs,
    long thinkNs,
    long retryNs) {

  public ClientGroup {
    if (firstNumber < 1
        || count < 0
        || firstNumber + numbersTaken(workload, count) - 1 > ClientFrame.CLIENT_NUMBER_MAX) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "clients are numbered 1 to %d: %d from %d",
              ClientFrame.CLIENT_NUMBER_MAX,
              count,
              firstNumber));
    }
    if (requests < 0 || startNs < 0 || thinkNs < 0 || retryNs < 0) {
      throw new IllegalArgumentException(
          "requests, startNs, thinkNs and retryNs can't be negative");
    }
    if (retryNs == 0 && workload.kind() != ClientKind.SCRIPT) {
      throw new IllegalArgumentException("a client that never sends again may wait for ever");
    }
  }

  /** The first number that the group leaves free. */
  public int endNumber() {
    return firstNumber + numbersTaken(workload, count);
  }

  /** A bank's clients have an auditor after them, who asks for all balances at the end. */
  public boolean hasAuditor() {
    return workload.kind() == ClientKind.BANK && count > 0;
  }

  /** How many numbers such clients need, their auditor included. */
  public static int numbersTaken(Workload workload, int count) {
    return workload.kind() == ClientKind.BANK ? count + 1 : count;
  }
}
