package dev.understudy.inspect.diff;

/** What made two executions differ. */
public enum DivergenceCause {
  /** The guests begin with other memory, or at another entry point. */
  ANOTHER_GUEST("they run another guest"),
  /** The guest asked the world something, and the log has no entry for the answer. */
  UNCOVERED("no log entry covers it"),
  /** An entry has other contents in the second log. */
  ALTERED("the entry says something else"),
  /** An entry takes effect at another instruction in the second log. */
  SHIFTED("the entry is delivered at another instruction"),
  /** The second log lacks an entry. */
  MISSING("the entry is missing"),
  /** The second log has an entry twice. */
  DUPLICATED("the entry stands there twice"),
  /** The second log has an entry that the first one lacks. */
  EXTRA("the entry is in the second log only"),
  /** Two entries, or what they say, changed places. */
  REORDERED("the entries changed places"),
  /** One log ends before the other. */
  SHORTER("one log ends here"),
  /** An entry changed the guest before its time. */
  EARLY("the entry changed the guest before it was due"),
  /** The logs agree; what was recorded of the guest does not follow from one of them. */
  RECORDED_STATE("what was recorded of the guest does not follow from the log"),
  /** The logs agree but for the virtual times of entries. */
  TIME("the entry was logged at another time"),
  /** Equal state, equal entries, and another result: an engine is wrong, or something wrote. */
  EXECUTION("the same instruction did something else");

  private final String text;

  DivergenceCause(String text) {
    this.text = text;
  }

  /** For a sentence. */
  public String text() {
    return text;
  }
}
