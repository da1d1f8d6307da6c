package dev.understudy.hypervisor.log;

/** The hash of the whole guest state and of its devices at this point. */
public record StateMark(long count, int check, long hashHigh, long hashLow) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.STATE_MARK;
  }
}
