package dev.understudy.hypervisor.log;

/** An {@code rdtsc} and the guest clock it returned. */
public record ClockRead(long count, int check, long valueNs) implements Entry {

  static final EntryFormat<ClockRead> FORMAT =
      EntryFormat.of(ClockRead.class)
          .clock("valueNs", "the guest clock that the instruction returned", ClockRead::valueNs)
          .make((count, check, v) -> new ClockRead(count, check, v.number(0)));

  @Override
  public Entry.Type type() {
    return Entry.Type.CLOCK_READ;
  }
}
