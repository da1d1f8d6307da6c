package dev.understudy.sim.jury;

import dev.understudy.disk.Reply;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.sim.oracle.Chronicle.Logged;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Whose log is the survivor's, and how much of it is settled.
 *
 * <p>An entry is <em>settled</em> once it belongs to the survivor's log whoever that will be: the
 * backup has received it, or the disk has named the host that logged it. What is not settled yet is
 * at most what is on its way to the backup.
 */
final class Ledger {
  /** Nobody, as a host number. */
  static final int NOBODY = -1;

  private final long[] receivedThrough;
  private final ArrayDeque<Logged> unsettled = new ArrayDeque<>();
  private int author;
  private int owner = NOBODY;
  private int decisions;
  private long settledThrough;

  Ledger(int hosts) {
    this.receivedThrough = new long[hosts];
  }

  private Ledger(Ledger other) {
    receivedThrough = other.receivedThrough.clone();
    unsettled.addAll(other.unsettled);
    author = other.author;
    owner = other.owner;
    decisions = other.decisions;
    settledThrough = other.settledThrough;
  }

  Ledger fork() {
    return new Ledger(this);
  }

  /** The host that logs what the survivor runs by, as far as is known. */
  int author() {
    return author;
  }

  /** The host that the disk has named; {@link #NOBODY} as long as it has named none. */
  int owner() {
    return owner;
  }

  /** How many different hosts the disk has named one after the other. */
  int decisions() {
    return decisions;
  }

  /** The peer of a host of the pair. */
  static int peerOf(int host) {
    return 1 - host;
  }

  /** How much of the log came out of the channel at a host. */
  long receivedBy(int host) {
    return receivedThrough[host];
  }

  long settledThrough() {
    return settledThrough;
  }

  void logged(Logged entry, Consumer<Logged> settles) {
    if (entry.host() != author) {
      return; // Of a host that has been replaced: nobody will ever run by it.
    }
    if (owner == author || entry.host() != 0) {
      settle(entry, settles);
    } else {
      unsettled.add(entry);
    }
  }

  void received(int host, long throughIndex, Consumer<Logged> settles) {
    receivedThrough[host] = Math.max(receivedThrough[host], throughIndex);
    if (host != author) {
      settleThrough(throughIndex, settles);
    }
  }

  /** Takes the disk's answer; true if it names another survivor than before. */
  boolean answered(Reply.TestAndSetAnswered answer, int host, Consumer<Logged> settles) {
    if (answer.outcome() != TestAndSetOutcome.WON || host == owner) {
      return false;
    }
    owner = host;
    decisions++;
    if (owner == author) {
      settleThrough(Long.MAX_VALUE, settles);
    }
    return true;
  }

  /** A backup went live: what it has not replayed never was. */
  void tookOver(int host, long drainedThrough, Consumer<Logged> settles) {
    settleThrough(drainedThrough, settles);
    unsettled.clear();
    author = host;
  }

  /** The world is over; a primary without a winner beside it has the survivor's log. */
  void ended(Consumer<Logged> settles) {
    if (owner == NOBODY) {
      settleThrough(Long.MAX_VALUE, settles);
    }
  }

  private void settleThrough(long index, Consumer<Logged> settles) {
    while (!unsettled.isEmpty() && unsettled.getFirst().index() <= index) {
      settle(unsettled.removeFirst(), settles);
    }
  }

  private void settle(Logged entry, Consumer<Logged> settles) {
    settledThrough = entry.index();
    settles.accept(entry);
  }

  /**
   * Adds what can still matter.
   *
   * @param receivable whether what is not settled may still reach somebody
   */
  void digestInto(StateDigest digest, boolean receivable) {
    digest.add(author);
    digest.add(owner);
    digest.add(decisions);
    digest.add(settledThrough);
    for (long through : receivedThrough) {
      digest.add(through);
    }
    for (Logged entry : unsettled) {
      if (receivable) {
        digest.add(entry.index());
        digest.add(entry.encoded());
      }
    }
  }
}
