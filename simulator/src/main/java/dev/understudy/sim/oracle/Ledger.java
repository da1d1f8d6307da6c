package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.sim.oracle.RunTrace.Logged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which host's log is the survivor's, and how much of it is settled.
 *
 * <p>An entry is <em>settled</em> once it belongs to the survivor's log, whichever host survives:
 * the backup has received it, or the disk has named the host that logged it and nobody is being
 * made its backup. What is not settled yet is at most what is on its way to a backup, or what was
 * logged since a clone began.
 *
 * <p>Who can survive is what the disk has written: the pair of its newest generation, or the one
 * that won it.
 */
final class Ledger {

  /** What is known of one host. */
  private static final class Page {
    private long receivedThrough;
    private boolean named;

    Page copy() {
      Page copy = new Page();
      copy.receivedThrough = receivedThrough;
      copy.named = named;
      return copy;
    }
  }

  private final HostRoster roster;
  private final HostMoments moments;
  private final List<Page> pages = new ArrayList<>();
  private final ArrayDeque<Logged> unsettled = new ArrayDeque<>();

  /**
   * The two hosts of the newest generation: the one that ran the guest when it began, and its
   * backup.
   */
  private int leader = HostRoster.FIRST_PRIMARY;

  private int second;
  private long generation;
  private int author = HostRoster.FIRST_PRIMARY;

  /** The host that is to be the author's backup; {@link HostRoster#NOBODY} while none is. */
  private int joiner = HostRoster.NOBODY;

  private int owner;
  private int decisions;
  private long settledThrough;

  Ledger(HostRoster roster) {
    this.roster = roster;
    this.moments = new HostMoments();
    this.second = roster.isAlone() ? HostRoster.NOBODY : HostRoster.FIRST_PRIMARY + 1;
    this.owner = roster.isAlone() ? author : HostRoster.NOBODY;
    for (int one = 0; one < roster.size(); one++) {
      pages.add(new Page());
    }
  }

  private Ledger(Ledger other) {
    roster = other.roster.fork();
    moments = other.moments.fork();
    other.pages.forEach(page -> pages.add(page.copy()));
    unsettled.addAll(other.unsettled);
    leader = other.leader;
    second = other.second;
    generation = other.generation;
    author = other.author;
    joiner = other.joiner;
    owner = other.owner;
    decisions = other.decisions;
    settledThrough = other.settledThrough;
  }

  Ledger fork() {
    return new Ledger(this);
  }

  HostRoster roster() {
    return roster;
  }

  /** When each host was last called on. */
  HostMoments moments() {
    return moments;
  }

  /** The host whose log the survivor runs by, as far as is known. */
  int author() {
    return author;
  }

  /** The host that led the newest pair when it was formed. */
  int leader() {
    return leader;
  }

  /**
   * The host that the disk has named in its newest generation; {@link HostRoster#NOBODY} while that
   * is open.
   */
  int owner() {
    return owner;
  }

  /**
   * How many different hosts the disk has named in one generation, at most. More than one is a
   * breach.
   */
  int decisions() {
    return decisions;
  }

  /** Whether the disk has ever named this host. */
  boolean hasNamed(int who) {
    return pages.get(who).named;
  }

  /**
   * The host that follows the author, or did; {@link HostRoster#NOBODY} of a guest that runs alone.
   */
  int follower() {
    return peerOf(author);
  }

  /** The other host of the newest pair; for a host that is in none, the one that leads it. */
  int peerOf(int one) {
    return one == leader ? second : leader;
  }

  /** Whether a host could still be the survivor. */
  boolean isOfNewestPair(int who) {
    return who == leader || who == second;
  }

  /**
   * The host that is to be the author's backup as soon as the disk agrees; {@link
   * HostRoster#NOBODY} if there is none.
   */
  int joiner() {
    return joiner;
  }

  /** Up to which entry the log came out of the channel at a replica. */
  long receivedBy(int who) {
    return who == HostRoster.NOBODY ? 0 : pages.get(who).receivedThrough;
  }

  long settledThrough() {
    return settledThrough;
  }

  void started(String name, int place) {
    roster.join(name, place);
    pages.add(new Page());
  }

  void logged(Logged entry, Consumer<Logged> settles) {
    if (entry.host() != author) {
      return; // This host has been replaced: no survivor will ever run by its log.
    }
    if (joiner == HostRoster.NOBODY && (owner == author || author != leader)) {
      settle(entry, settles);
    } else {
      unsettled.add(entry);
    }
  }

  void received(int who, long throughIndex, Consumer<Logged> settles) {
    Page page = pages.get(who);
    page.receivedThrough = Math.max(page.receivedThrough, throughIndex);
    if (who != author) {
      settleThrough(receivedByAll(), settles);
    }
  }

  /**
   * Up to which entry every host has the log that could win against the author, now or as soon as
   * the disk agrees.
   */
  private long receivedByAll() {
    if (joiner == HostRoster.NOBODY) {
      return receivedBy(follower());
    }
    long beside = receivedBy(joiner);
    return owner == author ? beside : Math.min(beside, receivedBy(follower()));
  }

  // ---- what the disk says

  /** Takes an answer of the disk; returns true if that has made a new pair. */
  boolean served(DiskReply reply, Consumer<Logged> settles) {
    return reply.match(
        new DiskReply.Cases<>() {
          @Override
          public Boolean testAndSetAnswered(DiskReply.TestAndSetAnswered answer) {
            answered(answer, roster.of(answer.incarnation()), settles);
            return false;
          }

          @Override
          public Boolean renewAnswered(DiskReply.RenewAnswered answer) {
            return renewed(answer, roster.of(answer.incarnation()));
          }

          @Override
          public Boolean readDone(DiskReply.ReadDone done) {
            return false;
          }

          @Override
          public Boolean writeDone(DiskReply.WriteDone done) {
            return false;
          }

          @Override
          public Boolean refused(DiskReply.Refused refused) {
            return false;
          }
        });
  }

  /** Takes the disk's answer to a test-and-set. It may name the survivor for a second time. */
  private void answered(DiskReply.TestAndSetAnswered answer, int who, Consumer<Logged> settles) {
    boolean stale = answer.generation() != generation;
    if (answer.outcome() != TestAndSetOutcome.WON || who == owner || stale) {
      return;
    }
    owner = who;
    if (who != HostRoster.NOBODY) {
      pages.get(who).named = true;
    }
    decisions++;
    settleAlone(settles);
  }

  // ---- a new pair

  /** Notes that the author clones its guest: nothing that it logs from here on is settled. */
  void cloneBegan(int who, int newJoiner) {
    if (who == author) {
      joiner = newJoiner;
    }
  }

  /** Notes that the clone came to nothing, or that the pair is formed already. */
  void cloneEnded(int who, Consumer<Logged> settles) {
    if (who == author) {
      joiner = HostRoster.NOBODY;
      settleThrough(receivedByAll(), settles);
      settleAlone(settles);
    }
  }

  /** Takes the disk's answer to a renewal; returns true if it has made a new pair. */
  private boolean renewed(DiskReply.RenewAnswered answer, int who) {
    if (answer.outcome() != RenewOutcome.RENEWED || answer.generation() != generation) {
      return false;
    }
    generation++;
    leader = who;
    second = roster.of(answer.joiner());
    owner = HostRoster.NOBODY;
    decisions = Math.max(0, decisions - 1);
    return true;
  }

  /** Notes that a backup went live: what it has not replayed is no part of the survivor's log. */
  void tookOver(int who, long drainedThrough, Consumer<Logged> settles) {
    settleThrough(drainedThrough, settles);
    unsettled.clear();
    author = who;
    joiner = HostRoster.NOBODY;
  }

  /**
   * Settles the rest: the world is over, and a primary has the survivor's log if no other host has
   * won.
   */
  void ended(Consumer<Logged> settles) {
    if (owner == HostRoster.NOBODY || owner == author) {
      settleThrough(Long.MAX_VALUE, settles);
    }
  }

  private void settleAlone(Consumer<Logged> settles) {
    if (owner == author && joiner == HostRoster.NOBODY) {
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
    digest.add(leader);
    digest.add(second);
    digest.add(generation);
    digest.add(joiner);
    digest.add(owner);
    digest.add(decisions);
    digest.add(settledThrough);
    for (Page page : pages) {
      digest.add(page.named);
      digest.add(page.receivedThrough);
    }
    for (Logged entry : unsettled) {
      if (receivable) {
        digest.add(entry.index());
        digest.add(entry.encoded());
      }
    }
  }
}
