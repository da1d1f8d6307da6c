package dev.understudy.hypervisor.log;

/** The hash of the whole guest state and of its devices at this point. */
public record StateMark(long count, int check, long hashHigh, long hashLow) implements Entry {

  static final EntryFormat<StateMark> FORMAT =
      EntryFormat.of(StateMark.class)
          .fixed64("hashHigh", "the hash, upper half", StateMark::hashHigh)
          .fixed64("hashLow", "the hash, lower half", StateMark::hashLow)
          .make((count, check, v) -> new StateMark(count, check, v.number(0), v.number(1)));

  @Override
  public Entry.Type type() {
    return Entry.Type.STATE_MARK;
  }
}
