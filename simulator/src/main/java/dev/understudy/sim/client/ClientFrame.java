package dev.understudy.sim.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of the client network: destination and source address of 8 bytes each, then the
 * payload; every word is little-endian.
 */
public final class ClientFrame {

  /** Bytes before the payload. */
  public static final int HEADER_BYTES = 16;

  public static final int PAYLOAD_BYTES_MAX = 1500;

  /** Words of a request before its arguments, and of a reply before its values. */
  static final int REQUEST_WORDS = 3;

  /**
   * The greatest number of a client; the least is 1. It is bounded so that a guest can keep a table
   * of its clients.
   */
  public static final int CLIENT_NUMBER_MAX = 255;

  /** The guest's own address on the client network, whichever host runs it. */
  public static final long GUEST_ADDRESS = 1;

  private static final long CLIENT_ADDRESSES = 0x10000;

  private ClientFrame() {}

  /** The address of client {@code number}, or -1 where there is no such client. */
  public static long addressOf(int number) {
    return CLIENT_ADDRESSES + number;
  }

  /** The client that has this address; -1 if none has. */
  public static int clientAt(long address) {
    long number = address - CLIENT_ADDRESSES;
    return number >= 1 && number <= CLIENT_NUMBER_MAX ? (int) number : -1;
  }

  public static long destinationOf(byte[] frame) {
    return words(frame).getLong(0);
  }

  public static long sourceOf(byte[] frame) {
    return words(frame).getLong(8);
  }

  public static byte[] frame(long destination, long source, byte[] payload) {
    if (payload.length > PAYLOAD_BYTES_MAX) {
      throw new IllegalArgumentException("a payload of " + payload.length + " bytes");
    }
    byte[] frame = new byte[HEADER_BYTES + payload.length];
    words(frame).putLong(destination).putLong(source).put(payload);
    return frame;
  }

  static byte[] payloadOf(byte[] frame) {
    byte[] payload = new byte[frame.length - HEADER_BYTES];
    words(frame).position(HEADER_BYTES).get(payload);
    return payload;
  }

  static ByteBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
