package dev.understudy.hypervisor.log;

import java.util.function.LongConsumer;

/**
 * Turns bytes into entries, for one log. Whatever the bytes are, the outcome is an entry or an
 * {@link EntryRefusedException}; after a refusal the decoder is where it was.
 */
public final class EntryDecoder {

  /** No guest retires so many instructions. */
  static final long GREATEST_COUNT = 1L << 58;

  private CodecContext context = new CodecContext();

  /** Where a decode writes, so that a refusal leaves no trace. */
  private CodecContext draft = new CodecContext();

  private final EntryReader in = new EntryReader();
  private final EntryValues values = new EntryValues();

  public EntryDecoder() {}

  EntryDecoder(CodecContext start) {
    context.set(start);
  }

  /** How many numbers a {@link EntryEncoder#position} is. */
  public static final int POSITION_NUMBERS = CodecContext.NUMBERS;

  /** A decoder that goes on from an encoder's {@link EntryEncoder#position}. */
  public static EntryDecoder at(long[] position) {
    return new EntryDecoder(CodecContext.of(position));
  }

  /** The log's next entry, which must take up all the bytes. */
  public Entry decode(byte[] encoded) {
    in.open(encoded, context.entries + 1);
    draft.set(context);
    Entry entry = read();
    in.expectEnd();
    CodecContext before = context;
    context = draft;
    draft = before;
    return entry;
  }

  private Entry read() {
    long head = in.varint();
    int tag = (int) head & ((1 << Entry.Type.TAG_BITS) - 1);
    long rest = head >>> Entry.Type.TAG_BITS;
    boolean isShort = tag == Entry.Type.SHORT_CLOCK_TAG;
    Entry.Type type = isShort ? Entry.Type.CLOCK_READ : Entry.Type.ofTag(tag);
    if (type == null) {
      throw in.refuse("no entry type has the tag " + tag);
    }
    if ((type == Entry.Type.BOOT) != (draft.entries == 0)) {
      throw in.refuse(
          draft.entries == 0 ? "a log starts with boot, not with " + type.text() : "a second boot");
    }
    long count = countOf(isShort, rest);
    if (isShort) {
      readShort(count, rest);
    } else {
      type.format().read(in, count, draft, values);
    }
    int check = (int) in.fixed(2);
    if (type == Entry.Type.CLOCK_READ) {
      draft.readSeen(count);
    }
    draft.count = count;
    draft.entries++;
    return type.format().make(count, check, values);
  }

  private long countOf(boolean isShort, long rest) {
    if (isShort && draft.readGap < 0) {
      throw in.refuse("a short clock read before any other");
    }
    long count = isShort ? draft.readCount + draft.readGap : draft.count + rest;
    if (count < draft.count || count > GREATEST_COUNT) {
      throw in.refuse("count " + count + " after " + draft.count);
    }
    return count;
  }

  private void readShort(long count, long off) {
    long value = draft.foreseenClockNs(count) + EntryReader.unzigzag(off);
    if (value < 0 || value > EntryFormat.GREATEST_CLOCK_NS) {
      throw in.refuse("clock " + value + " is outside 0.." + EntryFormat.GREATEST_CLOCK_NS);
    }
    values.put(0, value);
    draft.clockSeen(count, value);
  }

  /** Entries decoded so far. */
  public long entries() {
    return context.entries;
  }

  /** An encoder that goes on where this decoder is. */
  public EntryEncoder encoder() {
    return new EntryEncoder(context);
  }

  public EntryDecoder fork() {
    return new EntryDecoder(context);
  }

  /** Shows what it knows of the log so far: equal ones treat the next entry alike. */
  public void visit(LongConsumer visitor) {
    context.visit(visitor);
  }
}
