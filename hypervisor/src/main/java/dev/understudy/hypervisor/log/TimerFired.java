package dev.understudy.hypervisor.log;

/** The timer fired: its counter, its next due time and its line, in one step. */
public record TimerFired(long count, int check) implements Entry {

  static final EntryFormat<TimerFired> FORMAT =
      EntryFormat.of(TimerFired.class).make((count, check, v) -> new TimerFired(count, check));

  @Override
  public Entry.Type type() {
    return Entry.Type.TIMER_FIRED;
  }
}
