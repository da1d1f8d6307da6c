package dev.understudy.hypervisor.log;

import java.util.ArrayList;
import java.util.List;

/** {@code docs/reference/LOG_FORMAT.md}: the bytes of entries, written from their table. */
public final class LogFormatPage {

  private LogFormatPage() {}

  private static final String INTRODUCTION =
      """
      # Log entries

      The bytes of log entries, format version {version}. This page is written from the table of entry types
      in `dev.understudy.hypervisor.log`.

      A log is a sequence of entries. An entry tells the next state that a replica is to be moved
      into: it bears the *count*, the number of instructions that had retired before it applies.
      What the replica can work out by itself is not in it: results of port reads, which interrupt is
      taken when, what an output contained (its length and digest are, to check it).

      Entries of one log are encoded one after the other, and a later one leaves out what the earlier
      ones predict. So bytes can be decoded only from the start of a log, or by a copy of a decoder
      that came so far.

      ## One entry

      | part | bytes |
      |---|---|
      | head | number: the count less the last entry's count, times 16, plus the tag of the type |
      | fields | as the type says |
      | check | 2 bytes, little-endian: the machine's quick hash (registers, pc, count, interrupt state) just before the entry applies, folded to 16 bits |

      The first entry is `boot`, and no other is. Counts never decrease and stay below 2^58. A number
      is a varint: seven bits a byte, the lowest first, bit 7 set on all but the last byte; only the
      shortest form is valid.

      ## When an entry applies

      *Between* two instructions: so many have retired, and nothing of what follows has begun, not
      even the delivery of an interrupt that is pending. *By instruction*: the next instruction is
      that operation. An output of a guest that has stopped (what its console had gathered, then the
      end itself) bears the count at which it stopped. Several entries may bear one count; their order
      is the order in which they apply.

      ## Types

      | tag | type | applies | what it is |
      |---|---|---|---|
      """;

  private static final String CLOCKS =
      """

      ## Clock values

      The guest clock is foreseen as the last clock value in the log plus the instructions since then
      times the guest's speed; what is encoded is the difference. The speed starts at {speed}
      femtoseconds an instruction. After each clock value, if instructions have retired since the one
      before and the clock has not gone back (and neither step is above 2^40), the speed moves an
      eighth of the way to the one just seen, which is first brought to within half and twice the
      speed. It stays within 10^3 and 10^12.

      Tag 14 is `clock-read` in a short form: the read is as many instructions behind the `clock-read`
      before it as that one was behind its own predecessor (the first: behind count 0). Its head is
      the zigzag form of the difference, times 16, plus 14; no field follows. A difference that has no
      room there takes the long form.

      ## Digests

      The digest of an output is the CRC32C of its bytes; for a disk write of the data. For the last
      output (halt, power-off, guest-fault) the bytes are the exit code in decimal, or the fault report,
      and the CRC32C is xored with the four 32-bit words of the state hash: after it no state mark
      can follow.

      ## What is refused

      Everything else: an unknown tag, a count that decreases, a number in a longer form than needed, a
      value outside its field's range, a payload longer than what is left, bytes before or after the end
      of the entry, another format version. A refused entry leaves the decoder where it was.

      ## An example

      {example}
      """;

  /** The whole page. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            INTRODUCTION.replace("{version}", Integer.toString(Entry.Type.FORMAT_VERSION)));
    for (Entry.Type type : Entry.Type.values()) {
      page.append("| ").append(type.tag()).append(" | `").append(type.text()).append("` | ");
      page.append(type.position().text()).append(" | ").append(type.doc()).append(" |\n");
    }
    page.append("\n## Fields\n\n| type | field | bytes | what it is |\n|---|---|---|---|\n");
    for (Entry.Type type : Entry.Type.values()) {
      for (Field<Entry> field : type.format().fields()) {
        page.append("| `").append(type.text()).append("` | `").append(field.name());
        page.append("` | ").append(field.wire().text()).append(" | ").append(field.doc());
        page.append(" |\n");
      }
    }
    page.append("\n| bytes | meaning |\n|---|---|\n");
    for (FieldEncoding wire : FieldEncoding.values()) {
      page.append("| ").append(wire.text()).append(" | ").append(wire.meaning()).append(" |\n");
    }
    String speed = Long.toString(CodecContext.FIRST_RATE_FS);
    return page.append(CLOCKS.replace("{speed}", speed).replace("{example}", example())).toString();
  }

  private static String example() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new BootEntry(0, 0x1d0f, 0x0123456789abcdefL, 0xfedcba9876543210L, 65536, 1, 4096));
    entries.add(new ClockRead(1_000, 0x3fa1, 10_250));
    entries.add(new ClockRead(1_012, 0x77b2, 10_370));
    entries.add(new ClockRead(1_024, 0x0c5e, 10_495));
    entries.add(new TimerFired(101_024, 0x9e10));
    entries.add(new KeyPressed(101_024, 0x9e92, 'k'));
    entries.add(new Output(101_300, 0x41d7, OutputKind.CONSOLE, 1, 6, 0x363a3020));
    StringBuilder lines = new StringBuilder("```\n");
    EntryEncoder encoder = new EntryEncoder();
    for (Entry entry : entries) {
      byte[] bytes = encoder.encode(entry);
      String line = "@" + entry.count() + " " + entry.describe();
      lines.append(line).append("\n    ").append(hex(bytes)).append('\n');
    }
    return lines.append("```").toString();
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte octet : bytes) {
      String digits = Integer.toHexString(octet & 0xff);
      text.append(digits.length() == 1 ? "0" : "").append(digits).append(' ');
    }
    return text.toString().strip();
  }
}
