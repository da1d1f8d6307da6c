package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskReply;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Emitted;
import dev.understudy.sim.oracle.RunTrace.Moved;
import dev.understudy.sim.oracle.RunTrace.WentLive;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A run told in words: who was primary when, what happened, how it ended.
 *
 * @param moments in order of time, causes before what follows from them at the same instant
 */
public record RunStory(
    ImmutableList<PrimaryTerm> terms, ImmutableList<Moment> moments, Ending ending) {

  /** The kind of ending of a run that was cut off by the scenario's length. */
  public static final String TIME = "time";

  /** Something that happened. */
  public record Moment(long atNs, String text) {}

  /**
   * How it ended.
   *
   * @param kind {@code power-off}, {@code halt} or {@code guest-fault}; for a guest that still runs
   *     {@code served} (nobody wants anything any more), {@code time} or {@code nobody-left}
   * @param text a sentence without its full stop
   * @param atNs when the guest ended, or else the run
   */
  public record Ending(String kind, String text, long atNs) {}

  static RunStory of(RunFacts facts) {
    return new Builder(facts).story();
  }

  private static final class Builder {
    private final RunFacts facts;
    private final RunTrace trace;
    private final World world;
    private final List<Moment> moments = new ArrayList<>();

    Builder(RunFacts facts) {
      this.facts = facts;
      this.trace = facts.trace();
      this.world = facts.world();
    }

    RunStory story() {
      addMoments();
      return new RunStory(PrimaryTerm.in(facts), ImmutableList.copyOf(moments), ending());
    }

    // ---- what happened

    private void addMoments() {
      moment(0, beginning());
      trace.incidents().forEach(mishap -> moment(mishap.atNs(), mishap.what()));
      testAndSets();
      trace.moved().stream()
          .filter(moved -> moved.to() != State.HALTED && !goesLive(moved))
          .forEach(moved -> moment(moved.atNs(), name(moved.host()) + ": " + moved.to().meaning()));
      trace.wentLive().forEach(live -> moment(live.atNs(), wentLive(live)));
      CloneAttempt.in(facts).forEach(clone -> moment(clone.atNs(), cloned(clone)));
      trace
          .diverged()
          .forEach(
              one ->
                  moment(one.atNs(), name(one.host()) + " diverged: " + one.divergence().text()));
      trace
          .halted()
          .forEach(
              one -> moment(one.atNs(), name(one.host()) + " halts: " + one.reason().meaning()));
      moments.sort(Comparator.comparingLong(Moment::atNs));
    }

    private void moment(long atNs, String text) {
      moments.add(new Moment(atNs, text));
    }

    private String name(int host) {
      return facts.hostName(host);
    }

    private String beginning() {
      return world.setup().faultTolerant()
          ? name(0) + " is the primary, " + name(1) + " its backup"
          : name(0) + " runs the guest without a backup";
    }

    /** Each answer once, however often it was given. */
    private void testAndSets() {
      List<DiskReply> told = new ArrayList<>();
      for (RunTrace.Served served : trace.served()) {
        if (served.reply() instanceof DiskReply.TestAndSetAnswered answer
            && !told.contains(answer)) {
          told.add(answer);
          int host = world.hostOfIncarnation(answer.incarnation());
          moment(
              served.atNs(),
              (host == RunFacts.NO_HOST ? "somebody" : name(host))
                  + " asks the "
                  + world.setup().arbiterName()
                  + " for generation "
                  + answer.generation()
                  + ": "
                  + answer.outcome());
        }
      }
    }

    /** Whether a change of state is a going live, which has a line of its own. */
    private boolean goesLive(Moved moved) {
      return trace.wentLive().stream()
          .anyMatch(live -> live.host() == moved.host() && live.atNs() == moved.atNs());
    }

    private String wentLive(WentLive live) {
      Note.WentLive how = live.how();
      return name(live.host())
          + " goes live behind entry "
          + how.drainedThrough()
          + ", sends "
          + count(how.resent(), "output")
          + " again and issues "
          + count(how.reissued(), "disk request")
          + " again";
    }

    private static String cloned(CloneAttempt clone) {
      String what = clone.from() + " cloned its guest to " + clone.to();
      return clone.isMade()
          ? what + ", its backup now, in " + count(clone.rounds(), "round")
          : what + " in vain: " + clone.how().meaning();
    }

    private static String count(int number, String noun) {
      return number + " " + noun + (number == 1 ? "" : "s");
    }

    // ---- how it ended

    private Ending ending() {
      Action.End end = world.end();
      if (end != null) {
        return new Ending(end.how().kind().text(), text(end.how()), endedNs());
      }
      if (!world.isOver()) {
        return new Ending(TIME, "the scenario's time was up", world.nowNs());
      }
      return world.primary().isPresent()
          ? new Ending("served", "every client had been served", world.nowNs())
          : new Ending("nobody-left", "no host was left", world.nowNs());
    }

    private static String text(Ended how) {
      if (how.kind() == OutputKind.GUEST_FAULT) {
        return "the guest stopped with a fault: " + how.reason();
      }
      return how.kind() == OutputKind.POWER_OFF
          ? "the guest powered off with exit code " + how.exitCode()
          : "the guest halted";
    }

    private long endedNs() {
      return trace.emitted().stream()
          .filter(emitted -> emitted.kind().isLast())
          .mapToLong(Emitted::atNs)
          .findFirst()
          .orElse(world.nowNs());
    }
  }
}
