package dev.understudy.hypervisor.log;

/** The fields of one entry on their way from bytes (or from a generator) to its record. */
final class Values {

  private final long[] numbers = new long[8];
  private Payload payload = Payload.EMPTY;

  void put(int field, long value) {
    numbers[field] = value;
  }

  void put(Payload value) {
    payload = value;
  }

  long number(int field) {
    return numbers[field];
  }

  int integer(int field) {
    return (int) numbers[field];
  }

  boolean flag(int field) {
    return numbers[field] != 0;
  }

  /** The entry's payload; no entry has two. */
  Payload payload() {
    return payload;
  }
}
