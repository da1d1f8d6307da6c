package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;
import dev.understudy.base.FieldWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One field of an entry type: its name, its bytes and its range.
 *
 * @param <E> the entry's record
 */
final class Field<E extends Entry> {

  private final int position;
  private final String name;
  private final String doc;
  private final FieldEncoding wire;
  private final long least;
  private final long greatest;
  private final ToLongFunction<E> number;
  private final @Nullable Function<E, Bytes> payload;
  private final List<String> choices;

  Field(
      int position,
      String name,
      String doc,
      FieldEncoding wire,
      long least,
      long greatest,
      ToLongFunction<E> number,
      @Nullable Function<E, Bytes> payload,
      List<String> choices) {
    this.position = position;
    this.name = name;
    this.doc = doc;
    this.wire = wire;
    this.least = least;
    this.greatest = greatest;
    this.number = number;
    this.payload = payload;
    this.choices = List.copyOf(choices);
  }

  String name() {
    return name;
  }

  String doc() {
    return doc;
  }

  FieldEncoding wire() {
    return wire;
  }

  long least() {
    return least;
  }

  long greatest() {
    return greatest;
  }

  int position() {
    return position;
  }

  boolean hasPayload() {
    return payload != null;
  }

  boolean hasNumber() {
    return wire != FieldEncoding.PAYLOAD;
  }

  long number(E entry) {
    return number.applyAsLong(entry);
  }

  Bytes payload(E entry) {
    return payload == null ? Bytes.EMPTY : payload.apply(entry);
  }

  /**
   * Writes the field.
   *
   * @param count the entry's: asked once for all of its fields, since only the entry knows what it
   *     is
   */
  void write(E entry, long count, CodecContext context, FieldWriter out) {
    long value = number(entry);
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          entry.type().text() + ": " + name + " is " + value + ", outside " + range());
    }
    switch (wire) {
      case VERSION -> out.octet((int) value);
      case UNSIGNED, CHOICE -> out.varint(value);
      case SIGNED -> out.signed(value);
      case FIXED_32 -> out.fixed(value, 4);
      case FIXED_64 -> out.fixed(value, 8);
      case CLOCK, REQUEST, NEXT_OUTPUT -> {
        out.signed(value - foreseen(count, context));
        seen(count, value, context);
      }
      case PAYLOAD -> {
        Bytes bytes = payload(entry);
        out.varint(bytes.length());
        out.bytes(bytes);
      }
      case FLAGGED_PAYLOAD -> {
        Bytes bytes = payload(entry);
        out.varint(2L * bytes.length() + value);
        out.bytes(bytes);
      }
    }
  }

  void read(EntryReader in, long count, CodecContext context, EntryValues values) {
    long value =
        switch (wire) {
          case VERSION -> version(in);
          case UNSIGNED, CHOICE -> in.varint();
          case SIGNED -> in.signed();
          case FIXED_32 -> (int) in.fixed(4);
          case FIXED_64 -> in.fixed(8);
          case CLOCK, REQUEST, NEXT_OUTPUT -> {
            long found = in.signed() + foreseen(count, context);
            seen(count, found, context);
            yield found;
          }
          case PAYLOAD -> {
            values.put(Bytes.wrap(in.bytes(in.varint())));
            yield 0;
          }
          case FLAGGED_PAYLOAD -> {
            long both = in.varint();
            values.put(Bytes.wrap(in.bytes(both >>> 1)));
            yield both & 1;
          }
        };
    if (value < least || value > greatest) {
      throw in.refuse(name + " is " + value + ", outside " + range());
    }
    values.put(position, value);
  }

  private static long version(EntryReader in) {
    int version = in.octet();
    if (version != Entry.Type.FORMAT_VERSION) {
      throw in.refuse(
          "log format " + version + "; this build reads format " + Entry.Type.FORMAT_VERSION);
    }
    return version;
  }

  private long foreseen(long count, CodecContext context) {
    return switch (wire) {
      case CLOCK -> context.foreseenClockNs(count);
      case REQUEST -> context.requestId + 1;
      case NEXT_OUTPUT -> context.outputIndex + 1;
      default -> 0;
    };
  }

  private void seen(long count, long value, CodecContext context) {
    switch (wire) {
      case CLOCK -> context.clockSeen(count, value);
      case REQUEST -> context.requestId = value;
      case NEXT_OUTPUT -> context.outputIndex = value;
      default -> throw new IllegalStateException("not a foreseen field: " + wire);
    }
  }

  /** The number for people: a choice by its name, hashes and the like in hex. */
  String shown(E entry) {
    long value = number(entry);
    return switch (wire) {
      case CHOICE -> choices.get((int) value);
      case FIXED_32 -> "0x" + Integer.toHexString((int) value);
      case FIXED_64 -> "0x" + Long.toHexString(value);
      default -> Long.toString(value);
    };
  }

  String range() {
    return least + ".." + greatest;
  }
}
