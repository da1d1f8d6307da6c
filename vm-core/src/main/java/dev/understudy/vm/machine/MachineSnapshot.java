package dev.understudy.vm.machine;

/** The whole state of a machine at one moment. Immutable; may be shared by threads. */
public final class MachineSnapshot {
  MachineSnapshot() {}
}
