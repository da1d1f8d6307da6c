package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.time.EventQueue.Scheduled;

/**
 * 128 bits over everything of a world that can still matter. Two worlds with equal keys have the
 * same future, at the same virtual times: hosts that may still do anything, what is under way in
 * the order of its arrival, networks and their luck, disk, clients, faults that have not struck or
 * not healed. Dead hosts, statistics and what the console shows are not in it.
 *
 * <p>Times are virtual times and not relative to now: a guest knows its clock, so worlds that
 * differ by a shift in time are no equals. What time it is now is not in the key: a world in which
 * nothing has happened since is the same world.
 */
public record WorldKey(long high, long low) implements Comparable<WorldKey> {

  @Override
  public int compareTo(WorldKey other) {
    int order = Long.compare(high, other.high);
    return order != 0 ? order : Long.compare(low, other.low);
  }

  /** The key of what has been added. */
  public static WorldKey of(StateDigest digest) {
    return new WorldKey(digest.high(), digest.low());
  }

  /**
   * Adds all of a world but its watchers; false if it can't be told, because a host stands still
   * amid something.
   */
  static boolean addTo(StateDigest digest, World world) {
    for (Host host : world.hosts()) {
      if (host.isAmidSomething()) {
        return false;
      }
    }
    world.pool().digestInto(digest);
    world.wires().digestInto(digest, world.pool()::isLive);
    world.storage().digestInto(digest);
    world.crowd().digestInto(digest);
    digest.add(world.desk().taken());
    world.mishaps().digestInto(digest);
    world.operator().digestInto(digest);
    digest.add(world.end() != null);
    for (Scheduled<WorldEvent> scheduled : world.pending()) {
      if (matters(scheduled.event(), world)) {
        digest.add(scheduled.timeNs());
        digest.add(scheduled.actor());
        digest.add(scheduled.kind());
        add(digest, scheduled.event());
      }
    }
    return true;
  }

  /** Whether anything will come of an event. */
  private static boolean matters(WorldEvent event, World world) {
    if (event instanceof WorldEvent.Wake wake) {
      return world.isLive(wake.host()) && world.hosts().get(wake.host()).wakeNs() == wake.atNs();
    }
    if (event instanceof WorldEvent.OfHost ofHost) {
      return world.isLive(ofHost.host());
    }
    if (event instanceof WorldEvent.ChannelArrives arrives) {
      return world.pool().isLive(arrives.flight().to());
    }
    if (event instanceof WorldEvent.ReplyArrives arrives) {
      return world.pool().isLive(arrives.flight().to());
    }
    return !(event instanceof WorldEvent.DiskAnswers answers)
        || world.pool().isLive(answers.place());
  }

  private static void add(StateDigest digest, WorldEvent event) {
    if (event instanceof WorldEvent.ChannelArrives arrives) {
      addFlight(digest, arrives.flight());
      digest.add(arrives.flight().payload());
    } else if (event instanceof WorldEvent.FrameArrives arrives) {
      addFlight(digest, arrives.flight());
      digest.add(arrives.flight().payload());
    } else if (event instanceof WorldEvent.RequestArrives arrives) {
      addFlight(digest, arrives.flight());
      add(digest, arrives.flight().payload());
    } else if (event instanceof WorldEvent.ReplyArrives arrives) {
      addFlight(digest, arrives.flight());
      add(digest, arrives.flight().payload());
    } else if (event instanceof WorldEvent.DiskAnswers answers) {
      digest.add(answers.place());
      add(digest, answers.reply());
    } else if (event instanceof WorldEvent.AnnouncementArrives arrives) {
      addFlight(digest, arrives.flight());
      digest.add(arrives.flight().payload().address());
      digest.add(arrives.flight().payload().tenure());
    } else if (event instanceof WorldEvent.OfHost ofHost) {
      digest.add(ofHost.host());
      addOfHost(digest, ofHost);
    } else if (event instanceof WorldEvent.ClientWakes wakes) {
      digest.add(wakes.client());
    } else if (event instanceof WorldEvent.FaultHeals heals) {
      digest.add(heals.fault());
    } else if (event instanceof WorldEvent.FaultStrikes strikes) {
      digest.add(strikes.fault());
    } else if (!(event instanceof WorldEvent.DeskActs)
        && !(event instanceof WorldEvent.ClusterActs)
        && !(event instanceof WorldEvent.OperatorActs)) {
      throw new IllegalStateException("an event without a key: " + event);
    }
  }

  private static void addOfHost(StateDigest digest, WorldEvent.OfHost event) {
    if (event instanceof WorldEvent.TimerDue due) {
      digest.add(due.arming());
    } else if (event instanceof WorldEvent.FrameForGuest frame) {
      digest.add(frame.frame());
    } else if (event instanceof WorldEvent.FrameFromPeer frame) {
      digest.add(frame.frame());
    } else if (event instanceof WorldEvent.ReplyForHost reply) {
      add(digest, reply.reply());
    } else if (event instanceof WorldEvent.CloneOrdered ordered) {
      digest.add(ordered.joiner());
      digest.add(ordered.quietWithinNs());
    } else if (!(event instanceof WorldEvent.Wake)) {
      throw new IllegalStateException("an event without a key: " + event);
    }
  }

  private static void addFlight(StateDigest digest, Flight<?> flight) {
    digest.add(flight.from());
    digest.add(flight.to());
  }

  private static void add(StateDigest digest, Request request) {
    digest.add(request.incarnation());
    if (request instanceof Request.Read read) {
      digest.add(1);
      digest.add(read.sequence());
      digest.add(read.firstBlock());
      digest.add(read.blockCount());
    } else if (request instanceof Request.Write write) {
      digest.add(2);
      digest.add(write.sequence());
      digest.add(write.firstBlock());
      add(digest, write.data());
    } else if (request instanceof Request.TestAndSet asked) {
      digest.add(3);
      digest.add(asked.rival());
      digest.add(asked.generation());
    } else if (request instanceof Request.Renew asked) {
      digest.add(4);
      digest.add(asked.generation());
      digest.add(asked.joiner());
    }
  }

  private static void add(StateDigest digest, Reply reply) {
    digest.add(reply.incarnation());
    if (reply instanceof Reply.ReadDone done) {
      digest.add(1);
      digest.add(done.sequence());
      add(digest, done.data());
    } else if (reply instanceof Reply.WriteDone done) {
      digest.add(2);
      digest.add(done.sequence());
    } else if (reply instanceof Reply.Refused refused) {
      digest.add(3);
      digest.add(refused.sequence());
      digest.add(refused.reason().ordinal());
    } else if (reply instanceof Reply.TestAndSetAnswered answer) {
      digest.add(4);
      digest.add(answer.generation());
      digest.add(answer.outcome().ordinal());
    } else if (reply instanceof Reply.RenewAnswered answer) {
      digest.add(5);
      digest.add(answer.generation());
      digest.add(answer.joiner());
      digest.add(answer.outcome().ordinal());
    }
  }

  private static void add(StateDigest digest, Bytes data) {
    ContentDigest content = ContentDigest.of(data);
    digest.add(content.high());
    digest.add(content.low());
  }
}
