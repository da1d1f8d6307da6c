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
  private final Cast cast;
  private final long[] receivedThrough;
  private final boolean[] named;
  private final ArrayDeque<Logged> unsettled = new ArrayDeque<>();
  private int author = Cast.FIRST_PRIMARY;
  private int owner;
  private int decisions;
  private long settledThrough;

  Ledger(Cast cast) {
    this.cast = cast;
    this.receivedThrough = new long[cast.size()];
    this.named = new boolean[cast.size()];
    this.owner = cast.isAlone() ? author : Cast.NOBODY;
  }

  private Ledger(Ledger other) {
    cast = other.cast;
    receivedThrough = other.receivedThrough.clone();
    named = other.named.clone();
    unsettled.addAll(other.unsettled);
    author = other.author;
    owner = other.owner;
    decisions = other.decisions;
    settledThrough = other.settledThrough;
  }

  Ledger fork() {
    return new Ledger(this);
  }

  /** Who logs what the survivor runs by, as far as is known. */
  int author() {
    return author;
  }

  /** Who the disk has named; {@link Cast#NOBODY} as long as it has named none. */
  int owner() {
    return owner;
  }

  /** How many different ones the disk has named one after the other. */
  int decisions() {
    return decisions;
  }

  /** Whether the disk has ever named this one. */
  boolean hasNamed(int who) {
    return named[who];
  }

  /** The one that follows the author, or did; meaningless of a guest that runs alone. */
  int follower() {
    return cast.peerOf(author);
  }

  /** How much of the log came out of the channel at a replica. */
  long receivedBy(int who) {
    return receivedThrough[who];
  }

  long settledThrough() {
    return settledThrough;
  }

  void logged(Logged entry, Consumer<Logged> settles) {
    if (entry.host() != author) {
      return; // Of a host that has been replaced: nobody will ever run by it.
    }
    if (owner == author || entry.host() != Cast.FIRST_PRIMARY) {
      settle(entry, settles);
    } else {
      unsettled.add(entry);
    }
  }

  void received(int who, long throughIndex, Consumer<Logged> settles) {
    receivedThrough[who] = Math.max(receivedThrough[who], throughIndex);
    if (who != author) {
      settleThrough(throughIndex, settles);
    }
  }

  /** Takes the disk's answer; true if it names another survivor than before. */
  boolean answered(Reply.TestAndSetAnswered answer, int who, Consumer<Logged> settles) {
    if (answer.outcome() != TestAndSetOutcome.WON || who == owner) {
      return false;
    }
    owner = who;
    if (who != Cast.NOBODY) {
      named[who] = true;
    }
    decisions++;
    if (owner == author) {
      settleThrough(Long.MAX_VALUE, settles);
    }
    return true;
  }

  /** A backup went live: what it has not replayed never was. */
  void tookOver(int who, long drainedThrough, Consumer<Logged> settles) {
    settleThrough(drainedThrough, settles);
    unsettled.clear();
    author = who;
  }

  /** The world is over; a primary without a winner beside it has the survivor's log. */
  void ended(Consumer<Logged> settles) {
    if (owner == Cast.NOBODY) {
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
    for (boolean one : named) {
      digest.add(one);
    }
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
