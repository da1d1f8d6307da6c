package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;

/** Gives back, in the same order, what a {@link StateVisitor} was shown. */
public interface StateSource {

  long number(String name);

  Bytes payload(String name);
}
