package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;
import dev.understudy.base.FieldWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The fields of one entry type, in the order of their bytes, and the way back to its record.
 *
 * @param <E> the entry's record
 */
final class EntryFormat<E extends Entry> {

  /** Puts a record together from what was read. */
  interface Maker<E extends Entry> {
    E make(long count, int check, EntryValues values);
  }

  /** Far beyond any run, and far from overflow. */
  static final long GREATEST_CLOCK_NS = 1L << 62;

  private final List<Field<E>> fields;
  private final Maker<E> maker;

  private EntryFormat(List<Field<E>> fields, Maker<E> maker) {
    this.fields = List.copyOf(fields);
    this.maker = maker;
  }

  /** {@code record} only names the type. */
  static <E extends Entry> Builder<E> of(Class<E> record) {
    return new Builder<>();
  }

  List<Field<E>> fields() {
    return fields;
  }

  void write(E entry, long count, CodecContext context, FieldWriter out) {
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).write(entry, count, context, out);
    }
  }

  /** Reads the fields; the record is made once the check that follows them is known. */
  void read(EntryReader in, long count, CodecContext context, EntryValues values) {
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).read(in, count, context, values);
    }
  }

  E make(long count, int check, EntryValues values) {
    return maker.make(count, check, values);
  }

  /** {@code name=value} for each field. */
  String show(E entry) {
    StringBuilder text = new StringBuilder();
    for (Field<E> field : fields) {
      if (field.hasNumber()) {
        text.append(' ').append(field.name()).append('=').append(field.shown(entry));
      }
      if (field.hasPayload()) {
        text.append(" [").append(field.payload(entry)).append(']');
      }
    }
    return text.toString();
  }

  /** Collects the fields of a format. */
  static final class Builder<E extends Entry> {

    private final List<Field<E>> fields = new ArrayList<>();

    private Builder() {}

    Builder<E> version() {
      ToLongFunction<E> version = entry -> Entry.Type.FORMAT_VERSION;
      return number("format", "the version of this format", FieldEncoding.VERSION, 0, 255, version);
    }

    Builder<E> unsigned(String name, String doc, ToLongFunction<E> value) {
      return unsigned(name, doc, Long.MAX_VALUE, value);
    }

    Builder<E> unsigned(String name, String doc, long greatest, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.UNSIGNED, 0, greatest, value);
    }

    /** One of several names, by its place among them. */
    Builder<E> choice(String name, List<String> choices, ToLongFunction<E> value) {
      StringBuilder doc = new StringBuilder();
      for (int i = 0; i < choices.size(); i++) {
        doc.append(i == 0 ? "" : ", ").append(i).append(' ').append(choices.get(i));
      }
      int position = fields.size();
      long greatest = choices.size() - 1L;
      fields.add(
          new Field<>(
              position,
              name,
              doc.toString(),
              FieldEncoding.CHOICE,
              0,
              greatest,
              value,
              null,
              choices));
      return this;
    }

    Builder<E> signed32(String name, String doc, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.SIGNED, Integer.MIN_VALUE, Integer.MAX_VALUE, value);
    }

    Builder<E> fixed32(String name, String doc, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.FIXED_32, Integer.MIN_VALUE, Integer.MAX_VALUE, value);
    }

    Builder<E> fixed64(String name, String doc, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.FIXED_64, Long.MIN_VALUE, Long.MAX_VALUE, value);
    }

    Builder<E> clock(String name, String doc, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.CLOCK, 0, GREATEST_CLOCK_NS, value);
    }

    Builder<E> request(String name, String doc, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.REQUEST, 1, Long.MAX_VALUE, value);
    }

    Builder<E> nextOutput(String name, String doc, ToLongFunction<E> value) {
      return number(name, doc, FieldEncoding.NEXT_OUTPUT, 1, Long.MAX_VALUE, value);
    }

    Builder<E> payload(String name, String doc, Function<E, Bytes> value) {
      fields.add(
          new Field<>(
              fields.size(),
              name,
              doc,
              FieldEncoding.PAYLOAD,
              0,
              0,
              entry -> 0L,
              value,
              List.of()));
      return this;
    }

    Builder<E> flaggedPayload(
        String name, String doc, Predicate<E> flag, Function<E, Bytes> value) {
      ToLongFunction<E> bit = entry -> flag.test(entry) ? 1 : 0;
      fields.add(
          new Field<>(
              fields.size(),
              name,
              doc,
              FieldEncoding.FLAGGED_PAYLOAD,
              0,
              1,
              bit,
              value,
              List.of()));
      return this;
    }

    private Builder<E> number(
        String name,
        String doc,
        FieldEncoding wire,
        long least,
        long greatest,
        ToLongFunction<E> value) {
      fields.add(
          new Field<>(fields.size(), name, doc, wire, least, greatest, value, null, List.of()));
      return this;
    }

    EntryFormat<E> make(Maker<E> maker) {
      return new EntryFormat<>(fields, maker);
    }
  }
}
