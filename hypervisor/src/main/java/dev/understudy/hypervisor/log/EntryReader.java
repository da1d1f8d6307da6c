package dev.understudy.hypervisor.log;

import dev.understudy.base.FieldReader;

/** The fields of one entry after another. */
final class EntryReader extends FieldReader<EntryRefusedException> {
  private long entryIndex;

  EntryReader() {
    super("the entry", new byte[0], 0, 0);
  }

  /** Goes on with the bytes of this entry. */
  void open(byte[] encoded, long index) {
    open(encoded);
    entryIndex = index;
  }

  @Override
  public EntryRefusedException refuse(String reason) {
    return new EntryRefusedException(entryIndex, position(), reason);
  }
}
