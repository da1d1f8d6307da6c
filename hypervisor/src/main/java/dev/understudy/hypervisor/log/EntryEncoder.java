package dev.understudy.hypervisor.log;

import dev.understudy.base.FieldWriter;
import java.util.function.LongConsumer;

/**
 * Turns entries into bytes, for one log. What earlier entries foretell is left out of later ones.
 */
public final class EntryEncoder {

  private final CodecContext context = new CodecContext();
  private final FieldWriter out = new FieldWriter();

  public EntryEncoder() {}

  EntryEncoder(CodecContext start) {
    context.set(start);
  }

  /** The bytes of the log's next entry. */
  public byte[] encode(Entry entry) {
    // Asked once each: which of the records it is, only the entry knows.
    Entry.Type type = entry.type();
    long count = entry.count();
    int check = entry.check();
    require(type, count, check);
    if (type == Entry.Type.CLOCK_READ && count - context.readCount == context.readGap) {
      writeShort((ClockRead) entry);
    } else {
      write(entry, type, count);
    }
    out.fixed(check, 2);
    context.count = count;
    context.entries++;
    return out.take();
  }

  private void require(Entry.Type type, long count, int check) {
    if (count < context.count || count > EntryDecoder.GREATEST_COUNT) {
      throw new IllegalArgumentException(
          type.text() + " at " + count + " can't follow an entry at " + context.count);
    }
    if ((check & ~0xffff) != 0) {
      throw new IllegalArgumentException("a check of more than 16 bits: " + check);
    }
    if ((type == Entry.Type.BOOT) != (context.entries == 0)) {
      throw new IllegalArgumentException("boot is the first entry of a log, and no other is");
    }
  }

  private void write(Entry entry, Entry.Type type, long count) {
    out.varint((count - context.count) << Entry.Type.TAG_BITS | type.tag());
    type.format().write(entry, count, context, out);
    if (type == Entry.Type.CLOCK_READ) {
      context.readSeen(count);
    }
  }

  /** A clock read as far behind the one before as that one was behind its own predecessor. */
  private void writeShort(ClockRead read) {
    long count = read.count();
    long off = FieldWriter.zigzag(read.valueNs() - context.foreseenClockNs(count));
    if (off >>> (64 - Entry.Type.TAG_BITS) != 0 || read.valueNs() < 0) {
      write(read, Entry.Type.CLOCK_READ, count); // the long form has room, or refuses
      return;
    }
    out.varint(off << Entry.Type.TAG_BITS | Entry.Type.SHORT_CLOCK_TAG);
    context.clockSeen(count, read.valueNs());
    context.readSeen(count);
  }

  /** Entries encoded so far. */
  public long entries() {
    return context.entries;
  }

  /** Where in the log it is: what a decoder elsewhere has to know to go on from here. */
  public long[] position() {
    return context.numbers();
  }

  public EntryEncoder fork() {
    return new EntryEncoder(context);
  }

  /** Shows what it knows of the log so far: equal ones treat the next entry alike. */
  public void visit(LongConsumer visitor) {
    context.visit(visitor);
  }
}
