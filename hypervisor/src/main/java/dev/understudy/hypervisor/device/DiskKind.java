package dev.understudy.hypervisor.device;

import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.Effect.OwnWriteIssued;

/** Whom a guest's disk belongs to (§4.1). */
public enum DiskKind {
  /** One disk for all replicas: what the guest writes there is an output. */
  SHARED("shared") {
    @Override
    void write(Bus bus, PendingIo io) {
      bus.put(index -> new DiskWriteIssued(index, io));
    }
  },

  /**
   * Each replica has a disk of its own, which is part of its state: no other host sees what it
   * writes there.
   */
  OWN("own") {
    @Override
    void write(Bus bus, PendingIo io) {
      bus.emit(new OwnWriteIssued(io));
    }
  };

  private final String label;

  DiskKind(String label) {
    this.label = label;
  }

  /** As people type it. */
  public String label() {
    return label;
  }

  /** Lets a write out of the guest. */
  abstract void write(Bus bus, PendingIo io);
}
