package dev.understudy.ft.protocol;

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

  /** For the header and for what a body has besides entries: mostly more than they are. */
  private static final int FIELD_BYTES = 80;

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

  /** The frame's one encoding. */
  public static byte[] encode(ChannelFrame frame) {
    FrameWriter out = new FrameWriter(START_BYTES + FIELD_BYTES + CHECKSUM_BYTES);
    out.octet(MAGIC_0);
    out.octet(MAGIC_1);
    out.octet(VERSION);
    out.octet(frame.kind().code());
    Header header = frame.header();
    out.varint(header.generation());
    out.varint(header.from());
    out.varint(header.to());
    out.varint(header.sequence());
    return frame.match(new Body(out)).finish();
  }

  /** Writes what stands between the header and the checksum. */
  private record Body(FrameWriter out) implements ChannelFrame.Cases<FrameWriter> {
    @Override
    public FrameWriter log(Log log) {
      out.expect(entryBytes(log));
      out.varint(log.firstIndex());
      out.varint(log.entries().size());
      for (LogEntry entry : log.entries()) {
        out.varint((long) entry.length() << 2 | entry.gate().code());
        out.bytes(entry.bytes());
      }
      return out;
    }

    private static int entryBytes(Log log) {
      int total = 0;
      for (LogEntry entry : log.entries()) {
        total += 5 + entry.length();
      }
      return total;
    }

    @Override
    public FrameWriter ack(Ack ack) {
      out.varint(ack.receivedThrough());
      out.varint(ack.replayedThrough());
      return out;
    }

    @Override
    public FrameWriter heartbeat(Heartbeat heartbeat) {
      out.varint(heartbeat.highestIndex());
      out.varint(heartbeat.doneThrough());
      return out;
    }

    @Override
    public FrameWriter divergenceReport(DivergenceReport report) {
      out.varint(report.entryIndex());
      return out;
    }

    @Override
    public FrameWriter snapshotPiece(SnapshotPiece piece) {
      out.expect(piece.content().length());
      out.varint(piece.number() << 1 | (piece.last() ? 1 : 0));
      out.varint(piece.afterIndex());
      out.varint(piece.content().length());
      out.bytes(piece.content().bytes());
      return out;
    }

    @Override
    public FrameWriter snapshotAck(SnapshotAck ack) {
      out.varint(ack.receivedThrough());
      return out;
    }

    @Override
    public FrameWriter yielded(Yield frame) {
      return out;
    }
  }

  /** Never throws, on any bytes. */
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
    int found = FrameReader.littleEndianInt(datagram, end);
    if (expected != found) {
      return new Refused(
          Refusal.DAMAGED,
          String.format(Locale.ROOT, "checksum is %08x, the contents give %08x", found, expected));
    }
    return decodeFields(new FrameReader(datagram, START_BYTES, end), datagram[3]);
  }

  private static Decoded decodeFields(FrameReader in, int kind) {
    Header header =
        new Header(
            in.varint("generation"), in.varint("from"), in.varint("to"), in.varint("sequence"));
    ChannelFrame frame =
        switch (kind) {
          case 1 -> decodeLog(header, in);
          case 2 -> new Ack(header, in.varint("receivedThrough"), in.varint("replayedThrough"));
          case 3 -> new Heartbeat(header, in.varint("highestIndex"), in.varint("doneThrough"));
          case 4 -> new DivergenceReport(header, in.varint("entryIndex"));
          case 5 -> decodePiece(header, in);
          case 6 -> new SnapshotAck(header, in.varint("receivedThrough"));
          case 7 -> new Yield(header);
          default -> {
            in.fail(
                String.format(Locale.ROOT, "kind %d is none of 1, 2, 3, 4, 5, 6, 7", kind & 0xff));
            yield new DivergenceReport(header, 0);
          }
        };
    in.expectEnd();
    String problem = in.problem();
    return problem == null ? new Accepted(frame) : new Refused(Refusal.DAMAGED, problem);
  }

  private static SnapshotPiece decodePiece(Header header, FrameReader in) {
    long word = in.varint("piece number");
    long afterIndex = in.varint("afterIndex");
    byte[] content = in.bytes(in.varint("piece length"));
    return new SnapshotPiece(
        header, word >>> 1, (word & 1) != 0, afterIndex, LogEntry.of(Gate.NONE, content));
  }

  private static Log decodeLog(Header header, FrameReader in) {
    long firstIndex = in.varint("firstIndex");
    long count = in.varint("count");
    if (firstIndex < 1
        || count < 1
        || count > in.remaining()
        || firstIndex > Long.MAX_VALUE - count) {
      in.fail(
          String.format(Locale.ROOT, "log frame with %d entries from index %d", count, firstIndex));
      return new Log(header, firstIndex, List.of());
    }
    List<LogEntry> entries = new ArrayList<>((int) count);
    for (int i = 0; i < count && in.problem() == null; i++) {
      long word = in.varint("entry length");
      Gate gate = Gate.of((int) (word & 3));
      if (gate == null) {
        in.fail(
            String.format(Locale.ROOT, "entry %d has gate 3, there are 0, 1, 2", firstIndex + i));
        break;
      }
      entries.add(LogEntry.of(gate, in.bytes(word >>> 2)));
    }
    return new Log(header, firstIndex, entries);
  }

  static int checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }
}
