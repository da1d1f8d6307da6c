package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import java.util.Arrays;

/**
 * Reads what a {@link StateWriter} wrote.
 *
 * <p>Throws {@link IllegalArgumentException} for bytes that end too early or go on too long.
 */
public final class StateReader implements StateSource {
  private final byte[] bytes;
  private int at;

  public StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long number(String name) {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at == bytes.length) {
        throw new IllegalArgumentException("the state ends before " + name);
      }
      byte octet = bytes[at++];
      value |= (octet & 0x7fL) << shift;
      if (octet >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException(name + " is longer than 64 bits");
  }

  @Override
  public Bytes payload(String name) {
    long length = number(name);
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("the state ends within " + name);
    }
    byte[] payload = Arrays.copyOfRange(bytes, at, at + (int) length);
    at += payload.length;
    return Bytes.wrap(payload);
  }

  /** Nothing may be left. */
  public void expectEnd() {
    if (at != bytes.length) {
      throw new IllegalArgumentException(bytes.length - at + " bytes too many");
    }
  }
}
