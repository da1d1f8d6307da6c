package dev.understudy.hypervisor.log;

/** An {@code rdrand} and the 64 bits it returned. */
public record EntropyRead(long count, int check, long value) implements Entry {

  static final EntryFormat<EntropyRead> FORMAT =
      EntryFormat.of(EntropyRead.class)
          .fixed64("value", "the 64 bits that the instruction returned", EntropyRead::value)
          .make((count, check, v) -> new EntropyRead(count, check, v.number(0)));

  @Override
  public Entry.Type type() {
    return Entry.Type.ENTROPY_READ;
  }
}
