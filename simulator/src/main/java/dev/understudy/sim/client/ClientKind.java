package dev.understudy.sim.client;

/** The kinds of clients, each with the promise that its guest has to keep. */
public enum ClientKind {
  ECHO("echo", "Every reply carries the words of its request."),
  COUNTER(
      "counter",
      "No value is given twice, none is skipped but for an increment that nobody saw answered, and"
          + " a request sent after another one's answer gets the larger value."),
  BANK(
      "bank",
      "Executing the requests one after another in the order of their positions, from the opening"
          + " balances, gives exactly these replies; the order agrees with who waited for whom; no"
          + " position is used twice. Money is neither made nor lost."),
  KV(
      "kv",
      "The history is linearizable: each request seems to be executed at one instant between its"
          + " sending and its answer."),
  RESP(
      "resp",
      "The history is linearizable, for a server of numbers that begins empty: each command seems"
          + " to be executed once, at one instant between its sending and its answer."),
  SCRIPT(
      "script", "Every expected reply comes, and nothing comes that no step sent before expects.");

  private final String label;
  private final String promise;

  ClientKind(String label, String promise) {
    this.label = label;
    this.promise = promise;
  }

  /** As written in a scenario. */
  public String label() {
    return label;
  }

  /** What is judged, in a sentence of Markdown. */
  public String promise() {
    return promise;
  }
}
