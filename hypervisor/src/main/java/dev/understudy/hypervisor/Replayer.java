package dev.understudy.hypervisor;

import dev.understudy.hypervisor.log.Entry;
import java.util.Optional;

/** Runs a guest by the log, never past the last entry it holds, and checks every entry. */
@SuppressWarnings("DoNotCallSuggester")
public final class Replayer implements Seam {

  /** A replayer at the start of a log. The guest must be freshly booted. */
  public static Replayer boot(VirtualMachine guest, SeamConfig config) {
    throw new UnsupportedOperationException();
  }

  /** The next entry's bytes. */
  public void supply(byte[] encoded) {
    throw new UnsupportedOperationException();
  }

  /** The next entry. */
  public void supply(Entry entry) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs until the guest has retired {@code count} instructions ({@link Pause#COUNT}), consumed
   * what is held ({@link Pause#STALLED}), or ended or diverged ({@link Pause#ENDED}).
   */
  public Pause runUntil(long count) {
    throw new UnsupportedOperationException();
  }

  /**
   * Like {@link #runUntil(long)}; also returns, with {@link Pause#SEAM}, behind entry {@code
   * throughEntry}.
   */
  public Pause runUntil(long count, long throughEntry) {
    throw new UnsupportedOperationException();
  }

  /** The count that the entries held allow the guest to reach. */
  public long heldThroughCount() {
    throw new UnsupportedOperationException();
  }

  /** Index of the last entry supplied, from 1. */
  public long heldEntries() {
    throw new UnsupportedOperationException();
  }

  public Optional<Divergence> divergence() {
    throw new UnsupportedOperationException();
  }

  /**
   * Goes live. Everything held must have been consumed; this replayer is not to be used afterwards.
   *
   * @param hostClockNs what this host takes the guest clock to be; the guest's clock goes on from
   *     there, or from the last logged value when that is later
   */
  public GoneLive goLive(long hostClockNs) {
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
  public Replayer fork() {
    throw new UnsupportedOperationException();
  }
}
