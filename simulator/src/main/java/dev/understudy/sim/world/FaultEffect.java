package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;

/**
 * What goes wrong. Durations are in ns of virtual time; {@link Fault#FOR_EVER}: it never heals.
 * {@link FaultExecutor} says what each effect does to a world.
 */
public sealed interface FaultEffect {

  /** Calls the one of {@code cases} that this is. */
  <R> R match(FaultEffect.Cases<R> cases);

  long forNs();

  /** This effect with another duration. */
  FaultEffect lasting(long newForNs);

  FaultLoss loss();

  /** What it hits; empty if there is only one thing that it can hit. */
  ImmutableList<FaultTarget> targets();

  /** The host whose instructions a count trigger counts. */
  FaultTarget counted();

  /** Adds what tells it from other effects. */
  void digestInto(StateDigest digest);

  /**
   * The host is gone. If the fault heals, the place is up again after that time, without a host.
   */
  record Crash(FaultTarget target, long forNs) implements FaultEffect {
    @Override
    public <R> R match(FaultEffect.Cases<R> cases) {
      return cases.crash(this);
    }

    @Override
    public FaultEffect lasting(long newForNs) {
      return new Crash(target, newForNs);
    }

    @Override
    public FaultLoss loss() {
      return FaultLoss.HOST;
    }

    @Override
    public ImmutableList<FaultTarget> targets() {
      return ImmutableList.of(target);
    }

    @Override
    public FaultTarget counted() {
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
  record Pause(FaultTarget target, long forNs) implements FaultEffect {
    @Override
    public <R> R match(FaultEffect.Cases<R> cases) {
      return cases.pause(this);
    }

    @Override
    public FaultEffect lasting(long newForNs) {
      return new Pause(target, newForNs);
    }

    @Override
    public FaultLoss loss() {
      return FaultLoss.PROGRESS;
    }

    @Override
    public ImmutableList<FaultTarget> targets() {
      return ImmutableList.of(target);
    }

    @Override
    public FaultTarget counted() {
      return target;
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(2);
      target.digestInto(digest);
      digest.add(forNs);
    }
  }

  /** Each instruction of the host takes {@code factor} times as long. */
  record Slow(FaultTarget target, long factor, long forNs) implements FaultEffect {
    @Override
    public <R> R match(FaultEffect.Cases<R> cases) {
      return cases.slow(this);
    }

    @Override
    public FaultEffect lasting(long newForNs) {
      return new Slow(target, factor, newForNs);
    }

    @Override
    public FaultLoss loss() {
      return FaultLoss.SPEED;
    }

    @Override
    public ImmutableList<FaultTarget> targets() {
      return ImmutableList.of(target);
    }

    @Override
    public FaultTarget counted() {
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
  record Cut(NetworkName net, FaultTarget from, FaultTarget to, long forNs) implements FaultEffect {
    @Override
    public <R> R match(FaultEffect.Cases<R> cases) {
      return cases.cut(this);
    }

    @Override
    public FaultEffect lasting(long newForNs) {
      return new Cut(net, from, to, newForNs);
    }

    @Override
    public FaultLoss loss() {
      return switch (net) {
        case CLIENT, CHANNEL -> FaultLoss.LINK;
        case STORAGE -> FaultLoss.DISK_LINK;
      };
    }

    @Override
    public ImmutableList<FaultTarget> targets() {
      return ImmutableList.of(from, to);
    }

    @Override
    public FaultTarget counted() {
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
  record DiskOutage(long forNs) implements FaultEffect {
    @Override
    public <R> R match(FaultEffect.Cases<R> cases) {
      return cases.diskOutage(this);
    }

    @Override
    public FaultEffect lasting(long newForNs) {
      return new DiskOutage(newForNs);
    }

    @Override
    public FaultLoss loss() {
      return FaultLoss.DISK;
    }

    @Override
    public ImmutableList<FaultTarget> targets() {
      return ImmutableList.of();
    }

    @Override
    public FaultTarget counted() {
      return new FaultTarget.Primary();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(5);
      digest.add(forNs);
    }
  }

  /** One function for each effect, so that none can be forgotten. */
  interface Cases<R> {
    R crash(Crash blow);

    R pause(Pause blow);

    R slow(Slow blow);

    R cut(Cut blow);

    R diskOutage(DiskOutage blow);
  }
}
