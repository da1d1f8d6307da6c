package dev.understudy.ft.protocol;

import dev.understudy.base.FieldWriter;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Bytes of the logging channel.
 *
 * <pre>
 *   2 bytes  'U' 'c'
 *   1 byte   version, 1
 *   1 byte   kind: 1 log, 2 ack, 3 heartbeat, 4 divergence report, 5 snapshot piece, 6 snapshot
 *            ack, 7 yield
 *   varints  generation, from, to, sequence
 *   body     log:               firstIndex, count, then per entry: length * 4 + gate, bytes
 *            ack:               receivedThrough, replayedThrough
 *            heartbeat:         highestIndex, doneThrough
 *            divergence report: entryIndex
 *            snapshot piece:    number * 2 + last, afterIndex, length, bytes
 *            snapshot ack:      receivedThrough
 *            yield:             nothing
 *   4 bytes  CRC32C of everything before, little-endian
 * </pre>
 *
 * A varint holds 7 bits a byte, lowest first, the high bit on all but the last; at most 63 bits and
 * never a superfluous byte, so that a frame has exactly one encoding.
 */
public final class FrameCodec {
  static final int VERSION = 1;
  private static final int MAGIC_0 = 'U';
  private static final int MAGIC_1 = 'c';
  private static final int START_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;

  /** Initial capacity, enough for a header and a few entries. */
  private static final int FEW_ENTRIES_BYTES = 128;

  private FrameCodec() {}

  /** What a datagram turned out to be. */
  public sealed interface Decoded {}

  /** An intact frame; whether it is meant for this host is for the protocol to say. */
  public record Accepted(ChannelFrame frame) implements Decoded {}

  /** Not a frame, or not intact; {@code detail} says where and what was expected. */
  public record Refused(Refusal reason, String detail) implements Decoded {}

  /** The two ways not to be a frame. */
  public enum Refusal {
    /** Not a frame of this protocol, or of a version this build does not speak. */
    FOREIGN,
    /** The checksum does not fit, or a field is not what the checksum promises. */
    DAMAGED
  }

  /** Encodes a frame, which has exactly one encoding. */
  public static byte[] encode(ChannelFrame frame) {
    FieldWriter out = new FieldWriter(FEW_ENTRIES_BYTES);
    out.octet(MAGIC_0);
    out.octet(MAGIC_1);
    out.octet(VERSION);
    out.octet(frame.kind().code());
    Header header = frame.header();
    number(out, header.generation());
    number(out, header.from());
    number(out, header.to());
    number(out, header.sequence());
    byte[] unchecked = frame.match(new Body(out)).take();
    int checksum = checksum(unchecked, unchecked.length);
    return out.bytes(unchecked).fixed(checksum, CHECKSUM_BYTES).take();
  }

  private static FieldWriter number(FieldWriter out, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative field " + value);
    }
    return out.varint(value);
  }

  /** Writes what stands between the header and the checksum. */
  private record Body(FieldWriter out) implements ChannelFrame.Cases<FieldWriter> {
    @Override
    public FieldWriter log(Log log) {
      number(out, log.firstIndex());
      number(out, log.entries().size());
      for (LogEntry entry : log.entries()) {
        number(out, (long) entry.length() << 2 | entry.gate().code());
        out.bytes(entry.bytes());
      }
      return out;
    }

    @Override
    public FieldWriter ack(Ack ack) {
      number(out, ack.receivedThrough());
      return number(out, ack.replayedThrough());
    }

    @Override
    public FieldWriter heartbeat(Heartbeat heartbeat) {
      number(out, heartbeat.highestIndex());
      return number(out, heartbeat.doneThrough());
    }

    @Override
    public FieldWriter divergenceReport(DivergenceReport report) {
      return number(out, report.entryIndex());
    }

    @Override
    public FieldWriter snapshotPiece(SnapshotPiece piece) {
      number(out, piece.number() << 1 | (piece.last() ? 1 : 0));
      number(out, piece.afterIndex());
      number(out, piece.content().length());
      return out.bytes(piece.content().bytes());
    }

    @Override
    public FieldWriter snapshotAck(SnapshotAck ack) {
      return number(out, ack.receivedThrough());
    }

    @Override
    public FieldWriter yielded(Yield frame) {
      return out;
    }
  }

  /** Decodes bytes; never throws, whatever they are. */
  public static Decoded decode(byte[] datagram) {
    if (datagram.length < START_BYTES + CHECKSUM_BYTES) {
      return new Refused(
          Refusal.FOREIGN,
          String.format(Locale.ROOT, "%d bytes are too short for a frame", datagram.length));
    }
    if (datagram[0] != MAGIC_0 || datagram[1] != MAGIC_1) {
      return new Refused(
          Refusal.FOREIGN,
          String.format(
              Locale.ROOT, "starts with %02x %02x, a frame with 55 63", datagram[0], datagram[1]));
    }
    if (datagram[2] != VERSION) {
      return new Refused(
          Refusal.FOREIGN,
          String.format(
              Locale.ROOT, "frame version %d, this build speaks %d", datagram[2] & 0xff, VERSION));
    }
    int end = datagram.length - CHECKSUM_BYTES;
    int expected = checksum(datagram, end);
    int found = littleEndianInt(datagram, end);
    if (expected != found) {
      return new Refused(
          Refusal.DAMAGED,
          String.format(Locale.ROOT, "checksum is %08x, the contents give %08x", found, expected));
    }
    try {
      return new Accepted(decodeFields(new FrameReader(datagram, START_BYTES, end), datagram[3]));
    } catch (DamagedFrameException e) {
      return new Refused(Refusal.DAMAGED, String.valueOf(e.getMessage()));
    }
  }

  private static ChannelFrame decodeFields(FrameReader in, int kind) throws DamagedFrameException {
    Header header =
        new Header(
            in.number("generation"), in.number("from"), in.number("to"), in.number("sequence"));
    ChannelFrame frame =
        switch (kind) {
          case 1 -> decodeLog(header, in);
          case 2 -> new Ack(header, in.number("receivedThrough"), in.number("replayedThrough"));
          case 3 -> new Heartbeat(header, in.number("highestIndex"), in.number("doneThrough"));
          case 4 -> new DivergenceReport(header, in.number("entryIndex"));
          case 5 -> decodePiece(header, in);
          case 6 -> new SnapshotAck(header, in.number("receivedThrough"));
          case 7 -> new Yield(header);
          default ->
              throw new DamagedFrameException(
                  "kind " + (kind & 0xff) + " is none of 1, 2, 3, 4, 5, 6, 7");
        };
    in.expectEnd();
    return frame;
  }

  private static SnapshotPiece decodePiece(Header header, FrameReader in)
      throws DamagedFrameException {
    long word = in.number("piece number");
    long afterIndex = in.number("afterIndex");
    byte[] content = in.bytes(in.number("piece length"));
    return new SnapshotPiece(
        header, word >>> 1, (word & 1) != 0, afterIndex, LogEntry.of(Gate.NONE, content));
  }

  private static Log decodeLog(Header header, FrameReader in) throws DamagedFrameException {
    long firstIndex = in.number("firstIndex");
    long count = in.number("count");
    if (firstIndex < 1
        || count < 1
        || count > in.remaining()
        || firstIndex > Long.MAX_VALUE - count) {
      throw new DamagedFrameException(
          "log frame with " + count + " entries from index " + firstIndex);
    }
    List<LogEntry> entries = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      long word = in.number("entry length");
      Gate gate = Gate.of((int) (word & 3));
      if (gate == null) {
        throw new DamagedFrameException(
            "entry " + (firstIndex + i) + " has gate 3, there are 0, 1, 2");
      }
      entries.add(LogEntry.of(gate, in.bytes(word >>> 2)));
    }
    return new Log(header, firstIndex, entries);
  }

  private static int littleEndianInt(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  static int checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }
}
