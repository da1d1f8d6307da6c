package dev.understudy.experiment.scenario;

/** What may be compared with a run on one host, because a failover must not change it. */
public enum ComparedAspect {
  REPLIES("replies", "the status of the reply to each request"),
  BALANCES("balances", "what each account of the bank holds at the end"),
  CONSOLE("console", "the whole console text"),
  EXIT_CODE("exit-code", "how the guest ended");

  private final String label;
  private final String doc;

  ComparedAspect(String label, String doc) {
    this.label = label;
    this.doc = doc;
  }

  /** The word for it in a scenario. */
  public String label() {
    return label;
  }

  public String doc() {
    return doc;
  }
}
