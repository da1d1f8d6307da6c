package dev.understudy.hypervisor.log;

/** An {@code rdtsc} and the guest clock it returned. */
public record ClockRead(long count, int check, long valueNs) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.CLOCK_READ;
  }
}
