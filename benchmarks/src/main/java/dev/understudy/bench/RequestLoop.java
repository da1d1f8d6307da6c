package dev.understudy.bench;

import dev.understudy.sim.client.ClientFrame;
import dev.understudy.sim.client.RequestKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a client of a guest sends: always the same number's the same request. */
enum RequestLoop {
  /** For guests that nobody asks. */
  NOBODY {
    @Override
    long[] words(int number) {
      return new long[0];
    }
  },
  /** Words to be sent back. */
  ECHO {
    @Override
    long[] words(int number) {
      return request(RequestKind.ECHO, number, 1, 2, 3, 4, number);
    }
  },
  /** A transfer between two of the accounts. */
  BANK {
    @Override
    long[] words(int number) {
      int from = number * 7 % ACCOUNTS;
      return request(RequestKind.TRANSFER, number, from, (from + 1) % ACCOUNTS, 1);
    }
  },
  /** Two values set, then two read. */
  KV {
    @Override
    long[] words(int number) {
      int key = number / 4 * 2 + number % 2;
      return number % 4 < 2
          ? request(RequestKind.PUT, number, key % KEYS, number)
          : request(RequestKind.GET, number, key % KEYS);
    }
  };

  private static final int ACCOUNTS = 32;
  private static final int KEYS = 1000;
  private static final int CLIENT = 1;

  /** The length of the payload, in bytes. */
  abstract long[] words(int number);

  private static long[] request(RequestKind operation, int number, long... arguments) {
    long[] words = new long[3 + arguments.length];
    words[0] = CLIENT;
    words[1] = number;
    words[2] = operation.number();
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return words;
  }

  /** The frame with a request; its number counts from 0. */
  byte[] frame(int number) {
    long[] words = words(number);
    ByteBuffer frame =
        ByteBuffer.allocate(ClientFrame.HEADER_BYTES + words.length * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(ClientFrame.GUEST_ADDRESS)
            .putLong(ClientFrame.addressOf(CLIENT));
    for (long word : words) {
      frame.putLong(word);
    }
    return frame.array();
  }
}
