package dev.understudy.hypervisor.log;

/** The timer fired: its counter, its next due time and its line, in one step. */
public record TimerFired(long count, int check) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.TIMER_FIRED;
  }
}
