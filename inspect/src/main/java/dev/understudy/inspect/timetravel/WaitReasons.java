package dev.understudy.inspect.timetravel;

import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.replica.HeldOutput;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.world.FaultInjector.Struck;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a host does what it does just then: why it stands still, what its outputs wait for. */
public final class WaitReasons {
  private static final int LISTED = 5;

  private final World world;
  private final int host;
  private final List<String> lines = new ArrayList<>();

  private WaitReasons(World world, int host) {
    this.world = world;
    this.host = host;
  }

  /** Sentences, the most important first. */
  public static List<String> of(World world, int host) {
    WaitReasons why = new WaitReasons(world, host);
    why.explain();
    return why.lines;
  }

  private String name() {
    return world.nameOf(host);
  }

  private void explain() {
    if (host >= world.hostCount()) {
      lines.add("this host has not started yet");
      return;
    }
    @Nullable Replica replica = host < world.hostCount() ? world.replica(host) : null;
    if (replica == null) {
      lines.add(name() + " is down" + lastFault());
      return;
    }
    if (world.isPaused(host)) {
      lines.add(name() + " stands still" + lastFault());
    }
    if (replica.halted()) {
      @Nullable HaltReason reason = replica.protocol().haltReason();
      lines.add(name() + " has halted" + (reason == null ? "" : ": " + reason.meaning()));
      return;
    }
    lines.add(name() + " is " + replica.state().meaning());
    if (!replica.canRun()) {
      lines.add("its guest does not execute: " + obstacle(replica));
    }
    outputs(replica);
    if (lines.size() == 1) {
      lines.add("its guest executes, and no output waits");
    }
  }

  private String lastFault() {
    String text = "";
    for (Struck struck : world.faultInjector().struck()) {
      if (struck.whom().equals(name())) {
        text =
            String.format(
                Locale.ROOT, ": %s, at %.3f ms", struck.fault().text(), struck.atNs() / 1e6);
      }
    }
    return text;
  }

  private String obstacle(Replica replica) {
    if (!replica.hasGuest()) {
      return "it is still being cloned to this host";
    }
    if (replica.guest().ended()) {
      return "it has ended";
    }
    if (replica.guest().devices().controls().isPaused()) {
      return "an operator has paused it";
    }
    if (replica.isGivingWay()) {
      return "its host is to give way to the backup, and waits until nothing is under way";
    }
    if (replica.isFallingQuiet()) {
      return "it is to be cloned, and waits until no disk request is pending";
    }
    boolean followsToTheEnd = !replica.runsLive() && !replica.guest().waiting();
    if (followsToTheEnd) {
      return "it has replayed entry "
          + replica.entries()
          + ", the last one that its host holds; a backup never runs past it";
    }
    if (replica.guest().waiting()) {
      return replica.runsLive()
          ? "it waits for an interrupt (wfi)"
          : "it waits for an interrupt, which the log has yet to bring";
    }
    return "its log buffer is full: "
        + entries(replica.protocol())
        + " logged and not acknowledged";
  }

  private static String entries(Protocol protocol) {
    return (protocol.logThrough() - protocol.acknowledgedThrough()) + " entries are";
  }

  /** What a host holds back, an output a line, the one that leaves first at the top. */
  public static List<String> held(World world, int host) {
    WaitReasons why = new WaitReasons(world, host);
    if (host >= world.hostCount()) {
      return of(world, host);
    }
    @Nullable Replica replica = host < world.hostCount() ? world.replica(host) : null;
    if (replica == null) {
      return List.of(why.name() + " is down" + why.lastFault());
    }
    why.listHeld(replica, Integer.MAX_VALUE);
    return why.lines.isEmpty() ? List.of(why.name() + " holds no output back") : why.lines;
  }

  private void listHeld(Replica replica, int most) {
    List<HeldOutput> held = replica.heldInOrder();
    for (HeldOutput one : held.subList(0, Math.min(most, held.size()))) {
      lines.add(
          String.format(
              Locale.ROOT,
              "output %d (%s, %d bytes) waits for entry %d, for %.3f ms so far",
              one.output().index(),
              one.output().kind().text(),
              one.output().payload().length(),
              one.entryIndex(),
              (world.clockOf(host) - one.sinceNs()) / 1e6));
    }
    if (held.size() > most) {
      lines.add("and " + (held.size() - most) + " more, which 'held' lists");
    }
  }

  private void outputs(Replica replica) {
    int held = replica.heldOutputs();
    if (held == 0) {
      return;
    }
    Protocol protocol = replica.protocol();
    lines.add(
        held
            + (held == 1 ? " output is held" : " outputs are held")
            + ": entries are logged up to "
            + protocol.logThrough()
            + ", acknowledged up to "
            + protocol.acknowledgedThrough()
            + "; an output leaves when its entry is acknowledged (paper §2.2)");
    listHeld(replica, LISTED);
    int peer = world.hostOfIncarnation(replica.identity().peer());
    if (replica.state().arbitrating()) {
      lines.add("its peer is silent, and the disk has not said yet which of the two goes on");
    } else if (peer >= 0 && world.replica(peer) == null) {
      lines.add("its peer is down, which it has not noticed yet");
    } else if (peer >= 0 && world.isPaused(peer)) {
      lines.add("its peer stands still, which it has not noticed yet");
    } else {
      lines.add("the entry or its acknowledgement is on its way over the channel");
    }
  }
}
