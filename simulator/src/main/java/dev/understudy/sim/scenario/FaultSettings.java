package dev.understudy.sim.scenario;

import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Fault.Blow;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Fault.Trigger;
import dev.understudy.sim.world.Wires.Net;
import java.util.Optional;

/** A fault as it is written: with the parameters of every kind. */
record FaultSettings(
    String kind,
    Trigger at,
    Target target,
    Net network,
    Target from,
    Target to,
    long factor,
    Optional<Long> forNs) {

  static FaultSettings of(Fault fault) {
    Blow blow = fault.blow();
    FaultSettings plain =
        new FaultSettings(
            FaultText.print(blow, fault.trigger()).split(" ", 2)[0],
            fault.trigger(),
            new Target.Primary(),
            Net.CHANNEL,
            new Target.Primary(),
            new Target.Everybody(),
            2,
            Optional.empty());
    if (blow instanceof Blow.Crash crash) {
      return plain.with(crash.target(), 2, crash.forNs());
    }
    if (blow instanceof Blow.Pause pause) {
      return plain.with(pause.target(), 2, pause.forNs());
    }
    if (blow instanceof Blow.Slow slow) {
      return plain.with(slow.target(), slow.factor(), slow.forNs());
    }
    if (blow instanceof Blow.DiskOutage outage) {
      return plain.with(plain.target, 2, outage.forNs());
    }
    if (blow instanceof Blow.Cut cut) {
      return new FaultSettings(
          plain.kind,
          plain.at,
          plain.target,
          cut.net(),
          cut.from(),
          cut.to(),
          2,
          ends(cut.forNs()));
    }
    throw new IllegalArgumentException("a blow without settings: " + blow);
  }

  private FaultSettings with(Target newTarget, long newFactor, long newForNs) {
    return new FaultSettings(kind, at, newTarget, network, from, to, newFactor, ends(newForNs));
  }

  private static Optional<Long> ends(long forNs) {
    return forNs == Fault.FOR_EVER ? Optional.empty() : Optional.of(forNs);
  }

  Fault fault() {
    return FaultText.fault(blow(), at);
  }

  Blow blow() {
    long lastsNs = forNs.orElse(Fault.FOR_EVER);
    return switch (kind) {
      case "crash" -> new Blow.Crash(target, lastsNs);
      case "pause" -> new Blow.Pause(target, lastsNs);
      case "slow" -> new Blow.Slow(target, factor, lastsNs);
      case "cut" -> new Blow.Cut(network, from, to, lastsNs);
      case "disk-outage" -> new Blow.DiskOutage(lastsNs);
      default -> throw new IllegalStateException("no such kind: " + kind);
    };
  }
}
