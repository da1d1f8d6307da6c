package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;

/** The fields of one entry on their way from bytes (or from a generator) to its record. */
final class EntryValues {

  private final long[] numbers = new long[8];
  private Bytes payload = Bytes.EMPTY;

  void put(int field, long value) {
    numbers[field] = value;
  }

  void put(Bytes value) {
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
  Bytes payload() {
    return payload;
  }
}
