package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;

/** Is shown every part of a state, always in the same order: to hash it, or to print it. */
public interface StateVisitor {

  void number(String name, long value);

  void payload(String name, Bytes value);
}
