package dev.understudy.hypervisor.device;

/** The state of one device. */
interface Device {

  void visit(StateVisitor visitor);
}
