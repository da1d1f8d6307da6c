package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Entries with consecutive indices, oldest first, in a ring. There is one at each end of the
 * channel.
 */
final class LogBuffer {
  /** What an entry costs besides its bytes, so that empty entries are not free. */
  static final int ENTRY_OVERHEAD_BYTES = 2;

  private @Nullable LogEntry[] ring;
  private int head;
  private int size;
  private long firstIndex;
  private long bytes;

  LogBuffer(long firstIndex) {
    this.ring = new LogEntry[16];
    this.firstIndex = firstIndex;
  }

  private LogBuffer(LogBuffer other) {
    ring = other.ring.clone();
    head = other.head;
    size = other.size;
    firstIndex = other.firstIndex;
    bytes = other.bytes;
  }

  LogBuffer fork() {
    return new LogBuffer(this);
  }

  static int cost(LogEntry entry) {
    return entry.length() + ENTRY_OVERHEAD_BYTES;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The sum of the entries' costs. */
  long bytes() {
    return bytes;
  }

  int entries() {
    return size;
  }

  /**
   * Whether there is no room for another entry: the bytes or the number of entries are at their
   * bound.
   */
  boolean isFull(ProtocolConfig config) {
    return bytes >= config.logBufferBytes() || size >= config.logBufferEntries();
  }

  /** Whether half of it is free again. */
  boolean isHalfEmpty(ProtocolConfig config) {
    return 2 * bytes < config.logBufferBytes() && 2L * size < config.logBufferEntries();
  }

  /** Whether this entry fits; an empty buffer takes any. */
  boolean fits(LogEntry entry, ProtocolConfig config) {
    return size == 0
        || (bytes + cost(entry) <= config.logBufferBytes() && size < config.logBufferEntries());
  }

  long firstIndex() {
    return firstIndex;
  }

  long lastIndex() {
    return firstIndex + size - 1;
  }

  void append(LogEntry entry) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size) & (ring.length - 1)] = entry;
    size++;
    bytes += cost(entry);
  }

  LogEntry get(long index) {
    long offset = index - firstIndex;
    if (offset < 0 || offset >= size) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT, "entry %d, held are %d to %d", index, firstIndex, lastIndex()));
    }
    return present(ring[(head + (int) offset) & (ring.length - 1)]);
  }

  List<LogEntry> range(long first, int count) {
    LogEntry[] entries = new LogEntry[count];
    for (int i = 0; i < count; i++) {
      entries[i] = get(first + i);
    }
    return List.of(entries);
  }

  /** Removes the oldest entry and returns it. */
  LogEntry removeFirst() {
    LogEntry entry = get(firstIndex);
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    firstIndex++;
    bytes -= cost(entry);
    return entry;
  }

  void clear() {
    Arrays.fill(ring, null);
    firstIndex += size;
    head = 0;
    size = 0;
    bytes = 0;
  }

  void digestInto(StateDigest digest) {
    digest.add(firstIndex);
    digest.add(size);
    for (int i = 0; i < size; i++) {
      get(firstIndex + i).digestInto(digest);
    }
  }

  private void grow() {
    @Nullable LogEntry[] larger = new LogEntry[ring.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(head + i) & (ring.length - 1)];
    }
    ring = larger;
    head = 0;
  }

  private static LogEntry present(@Nullable LogEntry entry) {
    if (entry == null) {
      throw new IllegalStateException("a hole in the log buffer");
    }
    return entry;
  }
}
