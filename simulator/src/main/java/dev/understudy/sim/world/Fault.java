package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.Wires.Net;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Something that is to go wrong.
 *
 * @param text as the scenario or the command line put it
 */
public record Fault(Blow blow, Trigger trigger, String text) {

  /** No end. */
  public static final long FOR_EVER = 0;

  /** How long until it heals, in ns; {@link #FOR_EVER} for what never does. */
  public long forNs() {
    return blow.forNs();
  }

  /** The places that it names, from 0. */
  IntStream namedPlaces() {
    IntStream hit =
        blow.targets().stream().map(Target::namedPlace).flatMapToInt(OptionalInt::stream);
    return IntStream.concat(hit, trigger.namedPlace().stream());
  }

  /** Whom a fault hits: a role, looked up when it strikes, or a host. */
  public sealed interface Target {

    /** Calls the one of {@code cases} that this target is. */
    <R> R match(Target.Cases<R> cases);

    /** Whether it is a host: one that executes a guest, and can stop. */
    boolean isHost();

    /** The place that it names, from 0; empty if it names none. */
    OptionalInt namedPlace();

    /** Adds what tells it from other targets. */
    void digestInto(StateDigest digest);

    record Primary() implements Target {
      @Override
      public <R> R match(Target.Cases<R> cases) {
        return cases.primary(this);
      }

      @Override
      public boolean isHost() {
        return true;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(1);
      }
    }

    record Backup() implements Target {
      @Override
      public <R> R match(Target.Cases<R> cases) {
        return cases.backup(this);
      }

      @Override
      public boolean isHost() {
        return true;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(2);
      }
    }

    /** The host that the guest is being cloned to, until it is half of a pair. */
    record Destination() implements Target {
      @Override
      public <R> R match(Target.Cases<R> cases) {
        return cases.destination(this);
      }

      @Override
      public boolean isHost() {
        return true;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(3);
      }
    }

    /** The host with this number, from 0. */
    record Numbered(int host) implements Target {
      @Override
      public <R> R match(Target.Cases<R> cases) {
        return cases.numbered(this);
      }

      @Override
      public boolean isHost() {
        return true;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.of(host);
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(4);
        digest.add(host);
      }
    }

    /** Everybody on a network. */
    record Everybody() implements Target {
      @Override
      public <R> R match(Target.Cases<R> cases) {
        return cases.everybody(this);
      }

      @Override
      public boolean isHost() {
        return false;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(5);
      }
    }

    /** The disk, on the storage network. */
    record Disk() implements Target {
      @Override
      public <R> R match(Target.Cases<R> cases) {
        return cases.disk(this);
      }

      @Override
      public boolean isHost() {
        return false;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(6);
      }
    }

    /** What to do with each target. */
    interface Cases<R> {
      R primary(Primary target);

      R backup(Backup target);

      R destination(Destination target);

      R numbered(Numbered target);

      R everybody(Everybody target);

      R disk(Disk target);
    }
  }

  /** When it strikes. */
  public sealed interface Trigger {

    /** Calls the one of {@code cases} that this trigger is. */
    <R> R match(Trigger.Cases<R> cases);

    /** The virtual time at which it strikes, in ns; empty if that depends on the run. */
    OptionalLong knownTimeNs();

    /** Whether it waits for a number of instructions of a host. */
    boolean countsInstructions();

    /** The place that it names, from 0; empty if it names none. */
    OptionalInt namedPlace();

    /** Adds what tells it from other triggers. */
    void digestInto(StateDigest digest);

    record AtTime(long timeNs) implements Trigger {
      @Override
      public <R> R match(Trigger.Cases<R> cases) {
        return cases.atTime(this);
      }

      @Override
      public OptionalLong knownTimeNs() {
        return OptionalLong.of(timeNs);
      }

      @Override
      public boolean countsInstructions() {
        return false;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(1);
        digest.add(timeNs);
      }
    }

    /** When the target's guest has retired so many instructions. */
    record AtCount(long count) implements Trigger {
      @Override
      public <R> R match(Trigger.Cases<R> cases) {
        return cases.atCount(this);
      }

      @Override
      public OptionalLong knownTimeNs() {
        return OptionalLong.empty();
      }

      @Override
      public boolean countsInstructions() {
        return true;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(2);
        digest.add(count);
      }
    }

    /** Right after something with this number happened for the first time. */
    record AtMoment(Moment moment, long number) implements Trigger {
      @Override
      public <R> R match(Trigger.Cases<R> cases) {
        return cases.atMoment(this);
      }

      @Override
      public OptionalLong knownTimeNs() {
        return OptionalLong.empty();
      }

      @Override
      public boolean countsInstructions() {
        return false;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.empty();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(3);
        digest.add(moment.ordinal());
        digest.add(number);
      }
    }

    /**
     * Between two things that a host does: right before the one with this number, counted from 1,
     * or where a row of them ends.
     *
     * @param host its number, from 0
     */
    record AtPoint(int host, long number) implements Trigger {
      @Override
      public <R> R match(Trigger.Cases<R> cases) {
        return cases.atPoint(this);
      }

      @Override
      public OptionalLong knownTimeNs() {
        return OptionalLong.empty();
      }

      @Override
      public boolean countsInstructions() {
        return false;
      }

      @Override
      public OptionalInt namedPlace() {
        return OptionalInt.of(host);
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(4);
        digest.add(host);
        digest.add(number);
      }
    }

    /** What to do with each trigger. */
    interface Cases<R> {
      R atTime(AtTime trigger);

      R atCount(AtCount trigger);

      R atMoment(AtMoment trigger);

      R atPoint(AtPoint trigger);
    }
  }

  /** What a fault can wait for. The numbers are those of entries or outputs. */
  public enum Moment {
    /** An entry was logged, and nothing of it has been sent. */
    ENTRY("entry"),
    /** The backup has the entry in its log buffer and has not acknowledged it. */
    RECEIVED("received"),
    /** The backup has replayed the entry. */
    REPLAYED("replayed"),
    /** An output may leave, and has not. */
    OUTPUT("output"),
    /** An output has left the host. */
    SENT("sent");

    private final String word;

    Moment(String word) {
      this.word = word;
    }

    /** As written in a scenario. */
    public String word() {
      return word;
    }
  }

  /** What a fault takes away until it heals. This is all that judges go by. */
  public enum Loss {
    /** A host and the replica on it. Healing gives back the place, and not the replica. */
    HOST,
    /** The progress of a host, which afterwards is what it was. */
    PROGRESS,
    /** A way for frames between hosts, or between a host and the clients. */
    LINK,
    /** A way between a host and the shared disk, or the third party in its place. */
    DISK_LINK,
    /** The shared disk, or the third party in its place, for everybody. */
    DISK,
    /** Nothing but speed. */
    SPEED
  }

  /**
   * What goes wrong. Durations in ns; {@link #FOR_EVER}: it never heals. {@link FaultExecutor} says
   * what each does to a world.
   */
  public sealed interface Blow {

    /** Calls the one of {@code cases} that this is. */
    <R> R match(Blow.Cases<R> cases);

    long forNs();

    /** The same for another time. */
    Blow lasting(long newForNs);

    Loss loss();

    /** Whom it hits; empty if that needs no saying. */
    ImmutableList<Target> targets();

    /** The host whose instructions a count trigger counts. */
    Target counted();

    /** Adds what tells it from others. */
    void digestInto(StateDigest digest);

    /** The host is gone; if it heals, its place is up again after that time, with nobody there. */
    record Crash(Target target, long forNs) implements Blow {
      @Override
      public <R> R match(Blow.Cases<R> cases) {
        return cases.crash(this);
      }

      @Override
      public Blow lasting(long newForNs) {
        return new Crash(target, newForNs);
      }

      @Override
      public Loss loss() {
        return Loss.HOST;
      }

      @Override
      public ImmutableList<Target> targets() {
        return ImmutableList.of(target);
      }

      @Override
      public Target counted() {
        return target;
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(1);
        target.digestInto(digest);
        digest.add(forNs);
      }
    }

    /** The host stands still. */
    record Pause(Target target, long forNs) implements Blow {
      @Override
      public <R> R match(Blow.Cases<R> cases) {
        return cases.pause(this);
      }

      @Override
      public Blow lasting(long newForNs) {
        return new Pause(target, newForNs);
      }

      @Override
      public Loss loss() {
        return Loss.PROGRESS;
      }

      @Override
      public ImmutableList<Target> targets() {
        return ImmutableList.of(target);
      }

      @Override
      public Target counted() {
        return target;
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(2);
        target.digestInto(digest);
        digest.add(forNs);
      }
    }

    /** An instruction of the host takes so many times as long. */
    record Slow(Target target, long factor, long forNs) implements Blow {
      @Override
      public <R> R match(Blow.Cases<R> cases) {
        return cases.slow(this);
      }

      @Override
      public Blow lasting(long newForNs) {
        return new Slow(target, factor, newForNs);
      }

      @Override
      public Loss loss() {
        return Loss.SPEED;
      }

      @Override
      public ImmutableList<Target> targets() {
        return ImmutableList.of(target);
      }

      @Override
      public Target counted() {
        return target;
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(3);
        target.digestInto(digest);
        digest.add(factor);
        digest.add(forNs);
      }
    }

    /** One direction of a network is cut. */
    record Cut(Net net, Target from, Target to, long forNs) implements Blow {
      @Override
      public <R> R match(Blow.Cases<R> cases) {
        return cases.cut(this);
      }

      @Override
      public Blow lasting(long newForNs) {
        return new Cut(net, from, to, newForNs);
      }

      @Override
      public Loss loss() {
        return switch (net) {
          case CLIENT, CHANNEL -> Loss.LINK;
          case STORAGE -> Loss.DISK_LINK;
        };
      }

      @Override
      public ImmutableList<Target> targets() {
        return ImmutableList.of(from, to);
      }

      @Override
      public Target counted() {
        return from;
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(4);
        digest.add(net.ordinal());
        from.digestInto(digest);
        to.digestInto(digest);
        digest.add(forNs);
      }
    }

    /** The disk, or the third party in its place, answers nobody. */
    record DiskOutage(long forNs) implements Blow {
      @Override
      public <R> R match(Blow.Cases<R> cases) {
        return cases.diskOutage(this);
      }

      @Override
      public Blow lasting(long newForNs) {
        return new DiskOutage(newForNs);
      }

      @Override
      public Loss loss() {
        return Loss.DISK;
      }

      @Override
      public ImmutableList<Target> targets() {
        return ImmutableList.of();
      }

      @Override
      public Target counted() {
        return new Target.Primary();
      }

      @Override
      public void digestInto(StateDigest digest) {
        digest.add(5);
        digest.add(forNs);
      }
    }

    /** What to do with each. */
    interface Cases<R> {
      R crash(Crash blow);

      R pause(Pause blow);

      R slow(Slow blow);

      R cut(Cut blow);

      R diskOutage(DiskOutage blow);
    }
  }
}
