package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskRefusal;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;

/** What the host has to do for its {@link StorageClient}, in the order given. */
public sealed interface StorageCommand {

  /** Calls the one of {@code cases} that this command is. */
  <R> R match(Cases<R> cases);

  /** Send this request to the disk; it may get lost. */
  record Send(DiskRequest request) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.send(this);
    }
  }

  /**
   * An I/O of the guest is done; this comes once for each. Hand the answer to the recorder, and
   * tell the client when the completion's log entry is acknowledged.
   */
  record Completed(Input.DiskAnswered answer) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.completed(this);
    }
  }

  /**
   * A backup has done by itself what its primary had done.
   *
   * @param io which request
   * @param data of a read; empty for a write
   */
  record DoneItself(PendingIo io, Bytes data) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.doneItself(this);
    }
  }

  /** The test-and-set is answered. */
  record Arbitrated(long generation, TestAndSetOutcome outcome) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.arbitrated(this);
    }
  }

  /** The renew of {@code generation} is answered. */
  record Renewed(long generation, long joiner, RenewOutcome outcome) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.renewed(this);
    }
  }

  /**
   * The disk does no I/O for this incarnation, and never will: no completion follows. Comes at most
   * once.
   */
  record Fenced(DiskRefusal reason) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fenced(this);
    }
  }

  /** Call {@link StorageClient#tick} at this time. Replaces the wish before it. */
  record WakeAt(long atNs) implements StorageCommand {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.wakeAt(this);
    }
  }

  /** One function for each command, so that none can be forgotten. */
  interface Cases<R> {
    R send(Send command);

    R completed(Completed command);

    R doneItself(DoneItself command);

    R arbitrated(Arbitrated command);

    R renewed(Renewed command);

    R fenced(Fenced command);

    R wakeAt(WakeAt command);
  }
}
