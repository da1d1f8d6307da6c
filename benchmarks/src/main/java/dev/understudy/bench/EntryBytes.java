package dev.understudy.bench;

import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.FrameReceived;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the entries of one type take in logs.
 *
 * @param bytes all of theirs, checks included, channel frames not
 * @param payloadBytes those of them that the world brought: a frame, the data of a block
 */
record EntryBytes(Entry.Type type, long entries, long bytes, long payloadBytes) {

  /** The sizes of the entries of one log, from its first entry on. */
  static List<EntryBytes> of(List<byte[]> log) {
    EntryDecoder decoder = new EntryDecoder();
    List<EntryBytes> each = new ArrayList<>();
    for (byte[] encoded : log) {
      Entry entry = decoder.decode(encoded);
      each.add(new EntryBytes(entry.type(), 1, encoded.length, payloadBytes(entry)));
    }
    return sum(each);
  }

  /** One row for each type that occurs, in the order of the table of types. */
  static List<EntryBytes> sum(List<EntryBytes> many) {
    Map<Entry.Type, EntryBytes> sums = new EnumMap<>(Entry.Type.class);
    many.forEach(one -> sums.merge(one.type(), one, EntryBytes::plus));
    return List.copyOf(sums.values());
  }

  private EntryBytes plus(EntryBytes other) {
    return new EntryBytes(
        type, entries + other.entries, bytes + other.bytes, payloadBytes + other.payloadBytes);
  }

  private static long payloadBytes(Entry entry) {
    if (entry instanceof FrameReceived received) {
      return received.frame().length();
    }
    return entry instanceof DiskCompleted completed ? completed.data().length() : 0;
  }

  /** The average. */
  double bytesEach() {
    return (double) bytes / entries;
  }

  /** The average, without the payload. */
  double beyondPayloadEach() {
    return (double) (bytes - payloadBytes) / entries;
  }

  /** How many bytes beyond the payload there should be at the most, on average. */
  OptionalDouble goal() {
    return switch (type) {
      case TIMER_FIRED -> OptionalDouble.of(6);
      case CLOCK_READ -> OptionalDouble.of(5);
      case FRAME_RECEIVED, DISK_COMPLETED -> OptionalDouble.of(10);
      default -> OptionalDouble.empty();
    };
  }
}
