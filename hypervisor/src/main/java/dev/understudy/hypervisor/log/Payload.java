package dev.understudy.hypervisor.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes that nobody can change any more: a frame, a disk block, console output. */
public final class Payload {

  public static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy. */
  public static Payload copyOf(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes.clone());
  }

  /** Takes the array itself; the caller must never write to it again. */
  public static Payload wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes);
  }

  public static Payload ofText(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  public byte at(int position) {
    return bytes[position];
  }

  /** A fresh copy of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The bytes as UTF-8 text; what is not UTF-8 becomes the replacement character. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** CRC32C of the bytes: what an {@link Output} entry keeps of what went out. */
  public int digest() {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }

  /** The array itself, for readers in this module that do not write to it. */
  byte[] shared() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Length and the first bytes in hex, for messages. */
  @Override
  public String toString() {
    int shown = Math.min(bytes.length, 16);
    StringBuilder text = new StringBuilder().append(bytes.length).append(" bytes");
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? " " : "").append(HEX[(bytes[i] >> 4) & 15]).append(HEX[bytes[i] & 15]);
    }
    return text.append(shown < bytes.length ? "…" : "").toString();
  }

  private static final char[] HEX = "0123456789abcdef".toCharArray();
}
