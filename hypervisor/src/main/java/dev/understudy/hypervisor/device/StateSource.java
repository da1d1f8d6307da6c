package dev.understudy.hypervisor.device;

import dev.understudy.hypervisor.log.Payload;

/** Gives back, in the same order, what a {@link StateVisitor} was shown. */
public interface StateSource {

  long number(String name);

  Payload payload(String name);
}
