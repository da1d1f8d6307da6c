package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.disk.Refusal;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.Request;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;

/** What the host has to do for its {@link StorageClient}, in the order given. */
public sealed interface StorageCommand {

  /** Send this request to the disk; it may get lost. */
  record Send(Request request) implements StorageCommand {}

  /**
   * An I/O of the guest is done; comes once for each. Hand the answer to the recorder, and tell the
   * client when the completion's log entry is acknowledged.
   */
  record Completed(Input.DiskAnswered answer) implements StorageCommand {}

  /**
   * A backup has done for itself what its primary has done.
   *
   * @param data of a read; empty for a write
   */
  record DoneItself(PendingIo io, Bytes data) implements StorageCommand {}

  /** The test-and-set is answered. */
  record Arbitrated(long generation, TestAndSetOutcome outcome) implements StorageCommand {}

  /** The renew of {@code generation} is answered. */
  record Renewed(long generation, long joiner, RenewOutcome outcome) implements StorageCommand {}

  /**
   * The disk does no I/O for this incarnation, and never will: no completion follows. Comes at most
   * once.
   */
  record Fenced(Refusal reason) implements StorageCommand {}

  /** Call {@link StorageClient#tick} at this time. Replaces the wish before it. */
  record WakeAt(long atNs) implements StorageCommand {}
}
