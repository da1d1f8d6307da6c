package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;

/**
 * Adds every part of a state to a digest, without the names.
 *
 * @param digest what it adds to
 */
public record StateDigestVisitor(StateDigest digest) implements StateVisitor {
  @Override
  public void number(String name, long value) {
    digest.add(value);
  }

  @Override
  public void payload(String name, Bytes value) {
    digest.add(value);
  }
}
