package dev.understudy.sim.jury;

import dev.understudy.disk.Bytes;
import dev.understudy.disk.Request;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Payload;

/** Compares bytes across the disk's and the hypervisor's types without copying them. */
final class Same {
  private Same() {}

  static boolean bytes(Payload payload, Bytes bytes) {
    return payload.length() == bytes.length() && bytes(payload, 0, bytes);
  }

  /** Whether {@code bytes} is what the payload has from {@code from} on. */
  static boolean bytes(Payload payload, int from, Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (payload.at(from + i) != bytes.at(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean write(PendingIo io, Request.Write write) {
    return io.write() && io.block() == write.firstBlock() && bytes(io.data(), write.data());
  }

  static void add(Payload payload, StateDigest digest) {
    digest.add(payload.length());
    long word = 0;
    for (int i = 0; i < payload.length(); i++) {
      word = word << 8 | (payload.at(i) & 0xff);
      if ((i & 7) == 7) {
        digest.add(word);
        word = 0;
      }
    }
    digest.add(word);
  }
}
