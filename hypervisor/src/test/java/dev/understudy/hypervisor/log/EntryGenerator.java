package dev.understudy.hypervisor.log;

import dev.understudy.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Random entries, and changed ones, from nothing but the table of entry types. */
public final class EntryGenerator {

  private final EntryDice dice;
  private long count;

  public EntryGenerator(long seed) {
    dice = new EntryDice(seed);
  }

  /** A log of this many entries: boot, then types at random, at counts that never decrease. */
  public List<Entry> log(int entries) {
    List<Entry> log = new ArrayList<>();
    log.add(next(Entry.Type.BOOT));
    Entry.Type[] types = Entry.Type.values();
    while (log.size() < entries) {
      Entry.Type type = types[dice.below(types.length)];
      if (type != Entry.Type.BOOT) {
        log.add(next(type));
      }
    }
    return log;
  }

  /** An entry behind all generated so far. */
  public Entry next(Entry.Type type) {
    count = Math.min(EntryDecoder.GREATEST_COUNT, count + step());
    EntryValues values = new EntryValues();
    for (Field<Entry> field : type.format().fields()) {
      values.put(field.position(), number(field));
      if (field.hasPayload()) {
        values.put(Bytes.wrap(dice.bytes(dice.below(dice.oneIn(2) ? 4 : 300))));
      }
    }
    return type.format().make(count, dice.below(0x10000), values);
  }

  private long step() {
    return switch (dice.below(8)) {
      case 0, 1 -> 0;
      case 2, 3, 4 -> dice.below(20L);
      case 5, 6 -> dice.below(1_000_000L);
      default -> dice.below(1L << dice.below(50));
    };
  }

  private long number(Field<Entry> field) {
    if (field.wire() == FieldEncoding.VERSION) {
      return Entry.Type.FORMAT_VERSION;
    }
    return switch (dice.below(6)) {
      case 0 -> field.least();
      case 1 -> field.greatest();
      case 2 -> within(field, dice.nextLong());
      default -> within(field, dice.below(1L << dice.below(40)));
    };
  }

  private static long within(Field<Entry> field, long value) {
    if (value >= field.least() && value <= field.greatest()) {
      return value;
    }
    long width = field.greatest() - field.least() + 1;
    return field.least() + Long.remainderUnsigned(value, width);
  }

  /** An entry moved to another count. */
  public static Entry shifted(Entry entry, long by) {
    return remade(entry, entry.count() + by, values -> values);
  }

  /** How many fields of this entry can be altered. */
  public static int fields(Entry entry) {
    return entry.type().format().fields().size();
  }

  /** An entry with one field altered as little as possible: a number by 1, a bit of bytes. */
  public static Entry altered(Entry entry, int position) {
    return remade(
        entry,
        entry.count(),
        values -> {
          Field<Entry> field = entry.type().format().fields().get(position);
          if (field.hasPayload() && values.payload().length() > 0) {
            byte[] bytes = values.payload().toArray();
            bytes[bytes.length / 2] ^= 4;
            values.put(Bytes.wrap(bytes));
          } else {
            long number = values.number(position);
            values.put(position, number == field.greatest() ? number - 1 : number + 1);
          }
          return values;
        });
  }

  private static Entry remade(Entry entry, long count, UnaryOperator<EntryValues> change) {
    EntryValues values = new EntryValues();
    for (Field<Entry> field : entry.type().format().fields()) {
      values.put(field.position(), field.number(entry));
      if (field.hasPayload()) {
        values.put(field.payload(entry));
      }
    }
    return entry.type().format().make(count, entry.check(), change.apply(values));
  }
}
