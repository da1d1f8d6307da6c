package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One entry of the log as the channel sees it: opaque bytes and what waits for them.
 *
 * <p>Immutable by agreement: neither the array given to {@link #of} nor the one {@link #bytes}
 * returns is copied, and nobody may write to it. An entry passes through here once per
 * nondeterministic event of the guest, so copies would be the cost of the protocol.
 */
public final class LogEntry {
  private final Gate gate;
  private final byte[] bytes;

  private LogEntry(Gate gate, byte[] bytes) {
    this.gate = gate;
    this.bytes = bytes;
  }

  /** Takes the array over; it must not change any more. */
  public static LogEntry of(Gate gate, byte[] bytes) {
    return new LogEntry(gate, bytes);
  }

  public Gate gate() {
    return gate;
  }

  /** The entry's own array: read only. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  void digestInto(StateDigest digest) {
    digest.add(gate.code());
    digest.add(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogEntry that && gate == that.gate && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + gate.code();
  }

  @Override
  public String toString() {
    return gate + ":" + HexFormat.of().formatHex(bytes);
  }
}
