package dev.understudy.sim.world;

import dev.understudy.sim.world.Wires.Net;

/**
 * Something that is to go wrong.
 *
 * @param text as the scenario or the command line put it
 */
public record Fault(Blow blow, Trigger trigger, String text) {

  /** No end. */
  public static final long FOR_EVER = 0;

  /** Whom a fault hits: a role, looked up when it strikes, or a host. */
  public sealed interface Target {
    record Primary() implements Target {}

    record Backup() implements Target {}

    /** The host that the guest is being cloned to, until it is half of a pair. */
    record Destination() implements Target {}

    /** The host with this number, from 0. */
    record Numbered(int host) implements Target {}

    /** Everybody on a network. */
    record Everybody() implements Target {}

    /** The disk, on the storage network. */
    record Disk() implements Target {}
  }

  /** When it strikes. */
  public sealed interface Trigger {

    record AtTime(long timeNs) implements Trigger {}

    /** When the target's guest has retired so many instructions. */
    record AtCount(long count) implements Trigger {}

    /** Right after something with this number happened for the first time. */
    record AtMoment(Moment moment, long number) implements Trigger {}

    /**
     * Between two things that a host does: right before the one with this number, counted from 1,
     * or where a row of them ends.
     *
     * @param host its number, from 0
     */
    record AtPoint(int host, long number) implements Trigger {}
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

  /** What goes wrong. Durations in ns; {@link #FOR_EVER}: it never heals. */
  public sealed interface Blow {
    /** The host is gone; if it heals, its place is up again after that time, with nobody there. */
    record Crash(Target target, long forNs) implements Blow {}

    record Pause(Target target, long forNs) implements Blow {}

    record Slow(Target target, long factor, long forNs) implements Blow {}

    /** One direction of a network is cut. */
    record Cut(Net net, Target from, Target to, long forNs) implements Blow {}

    record DiskOutage(long forNs) implements Blow {}

    /** The same for another time. */
    default Blow lasting(long newForNs) {
      if (this instanceof Crash crash) {
        return new Crash(crash.target, newForNs);
      }
      if (this instanceof Pause pause) {
        return new Pause(pause.target, newForNs);
      }
      if (this instanceof Slow slow) {
        return new Slow(slow.target, slow.factor, newForNs);
      }
      if (this instanceof Cut cut) {
        return new Cut(cut.net, cut.from, cut.to, newForNs);
      }
      return this instanceof DiskOutage ? new DiskOutage(newForNs) : this;
    }
  }

  /** How long until it heals, in ns; {@link #FOR_EVER} for what never does. */
  public long forNs() {
    if (blow instanceof Blow.Crash crash) {
      return crash.forNs();
    }
    if (blow instanceof Blow.Pause pause) {
      return pause.forNs();
    }
    if (blow instanceof Blow.Slow slow) {
      return slow.forNs();
    }
    if (blow instanceof Blow.Cut cut) {
      return cut.forNs();
    }
    return blow instanceof Blow.DiskOutage outage ? outage.forNs() : FOR_EVER;
  }

  /** The host whose instructions a count trigger counts. */
  Target counted() {
    if (blow instanceof Blow.Crash crash) {
      return crash.target();
    }
    if (blow instanceof Blow.Pause pause) {
      return pause.target();
    }
    if (blow instanceof Blow.Slow slow) {
      return slow.target();
    }
    return blow instanceof Blow.Cut cut ? cut.from() : new Target.Primary();
  }
}
