package dev.understudy.hypervisor.log;

/** An {@code rdrand} and the 64 bits it returned. */
public record EntropyRead(long count, int check, long value) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.ENTROPY_READ;
  }
}
