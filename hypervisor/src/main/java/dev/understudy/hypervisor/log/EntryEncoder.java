package dev.understudy.hypervisor.log;

import java.util.function.LongConsumer;

/** Entries to bytes, for one log: what earlier entries foretell is left out of later ones. */
public final class EntryEncoder {

  private final Context context = new Context();
  private final ByteSink out = new ByteSink();

  public EntryEncoder() {}

  EntryEncoder(Context start) {
    context.set(start);
  }

  /** The bytes of the log's next entry. */
  public byte[] encode(Entry entry) {
    if (entry.count() < context.count || entry.count() > EntryDecoder.GREATEST_COUNT) {
      throw new IllegalArgumentException(
          entry.type().text()
              + " at "
              + entry.count()
              + " can't follow an entry at "
              + context.count);
    }
    if ((entry.check() & ~0xffff) != 0) {
      throw new IllegalArgumentException("a check of more than 16 bits: " + entry.check());
    }
    if ((entry.type() == EntryType.BOOT) != (context.entries == 0)) {
      throw new IllegalArgumentException("boot is the first entry of a log, and no other is");
    }
    out.clear();
    if (entry instanceof ClockRead read && read.count() - context.readCount == context.readGap) {
      writeShort(read);
    } else {
      write(entry);
    }
    out.fixed(entry.check(), 2);
    context.count = entry.count();
    context.entries++;
    return out.take();
  }

  private void write(Entry entry) {
    long head = (entry.count() - context.count) << EntryType.TAG_BITS | entry.type().tag();
    out.varint(head);
    entry.type().format().write(entry, context, out);
    if (entry instanceof ClockRead) {
      context.readSeen(entry.count());
    }
  }

  /** A clock read as far behind the one before as that one was behind its own predecessor. */
  private void writeShort(ClockRead read) {
    long off = Field.zigzag(read.valueNs() - context.foreseenClockNs(read.count()));
    if (off >>> (64 - EntryType.TAG_BITS) != 0 || read.valueNs() < 0) {
      write(read); // the long form has room, or refuses
      return;
    }
    out.varint(off << EntryType.TAG_BITS | EntryType.SHORT_CLOCK_TAG);
    context.clockSeen(read.count(), read.valueNs());
    context.readSeen(read.count());
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
