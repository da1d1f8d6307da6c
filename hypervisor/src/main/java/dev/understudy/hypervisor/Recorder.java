package dev.understudy.hypervisor;

import java.util.List;

/** Runs a live guest, alone or as a primary, and logs what is not determined. */
@SuppressWarnings("DoNotCallSuggester")
public final class Recorder implements Seam {

  /** Starts a log with its {@code Boot} entry. */
  public static Recorder boot(VirtualMachine guest, SeamConfig config) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs until the guest has retired {@code count} instructions, or something was recorded, or it
   * can't go on. After {@link Pause#SEAM} the guest stands right behind the operation.
   */
  public Pause runUntil(long count, HostSource host) {
    throw new UnsupportedOperationException();
  }

  /** Hands an input to the guest, here and now; false: the device can't take it, nothing logged. */
  public boolean offer(Input input) {
    throw new UnsupportedOperationException();
  }

  /** What was recorded since the last call, in order. */
  public List<Recorded> takeRecorded() {
    throw new UnsupportedOperationException();
  }

  /** Logs that outputs up to this index have left the host. */
  public void markReleased(long throughOutputIndex) {
    throw new UnsupportedOperationException();
  }

  /** Logs how far the guest is, for a backup that has nothing else to go by. */
  public void markProgress(long hostClockNs) {
    throw new UnsupportedOperationException();
  }

  /** Logs the hash of the whole guest. */
  public void markState() {
    throw new UnsupportedOperationException();
  }

  /**
   * A replayer of this log from here on, with a copy of the guest: a backup cloned while running.
   */
  public Replayer cloneReplayer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public VirtualMachine guest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long entries() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long clockNs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Recorder fork() {
    throw new UnsupportedOperationException();
  }
}
