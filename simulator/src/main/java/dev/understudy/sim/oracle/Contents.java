package dev.understudy.sim.oracle;

import dev.understudy.disk.Bytes;
import dev.understudy.hypervisor.log.Payload;

/** Compares bytes across the disk's and the hypervisor's types without copying them. */
final class Contents {
  private Contents() {}

  static boolean same(Payload payload, Bytes bytes) {
    if (payload.length() != bytes.length()) {
      return false;
    }
    for (int i = 0; i < payload.length(); i++) {
      if (payload.at(i) != bytes.at(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean same(Payload one, Payload other) {
    if (one.length() != other.length()) {
      return false;
    }
    for (int i = 0; i < one.length(); i++) {
      if (one.at(i) != other.at(i)) {
        return false;
      }
    }
    return true;
  }
}
