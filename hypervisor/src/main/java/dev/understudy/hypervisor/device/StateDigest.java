package dev.understudy.hypervisor.device;

import dev.understudy.hypervisor.log.Payload;
import dev.understudy.vm.machine.StateHash;

/** 128 bits over a state. Good against accidents, like the machine's own hash. */
public final class StateDigest implements StateVisitor {

  private long high = 0x6a09e667f3bcc908L;
  private long low = 0xbb67ae8584caa73bL;

  @Override
  public void number(String name, long value) {
    add(value);
  }

  /** The length first, so that where one ends and the next begins is part of the hash. */
  @Override
  public void payload(String name, Payload value) {
    add(value.length());
    long word = 0;
    for (int i = 0; i < value.length(); i++) {
      word |= (value.at(i) & 0xffL) << (8 * (i & 7));
      if ((i & 7) == 7) {
        add(word);
        word = 0;
      }
    }
    if ((value.length() & 7) != 0) {
      add(word);
    }
  }

  public void add(StateHash hash) {
    add(hash.high());
    add(hash.low());
  }

  private void add(long value) {
    high = mix(high ^ value, 0xff51afd7ed558ccdL);
    low = mix(low + value, 0xc4ceb9fe1a85ec53L) ^ Long.rotateLeft(high, 27);
  }

  private static long mix(long value, long factor) {
    long product = (value ^ (value >>> 32)) * factor;
    return (product ^ (product >>> 29)) * 0x9e3779b97f4a7c15L;
  }

  public StateHash hash() {
    return new StateHash(mix(high, 0xc4ceb9fe1a85ec53L), mix(low ^ high, 0xff51afd7ed558ccdL));
  }
}
