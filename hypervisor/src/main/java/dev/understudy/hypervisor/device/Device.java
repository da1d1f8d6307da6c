package dev.understudy.hypervisor.device;

/** The state of one device. */
interface Device {

  void visit(StateVisitor visitor);

  /** Takes on the state that {@link #visit} showed. The device must be new. */
  void restore(StateSource source);

  /** A copy that is independent of this device. */
  Device fork();
}
