package dev.understudy.sim.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that nobody changes. */
public final class Payload {

  private final byte[] bytes;

  public Payload(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public static Payload ofText(String text) {
    return new Payload(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text in quotes if it is printable ASCII, hexadecimal otherwise. */
  @Override
  public String toString() {
    for (byte b : bytes) {
      if (b < ' ' || b > '~') {
        return "0x" + HexFormat.of().formatHex(bytes);
      }
    }
    return '"' + new String(bytes, StandardCharsets.US_ASCII) + '"';
  }
}
