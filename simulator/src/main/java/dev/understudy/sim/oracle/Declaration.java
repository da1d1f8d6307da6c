package dev.understudy.sim.oracle;

import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.oracle.Chronicle.Consumed;
import dev.understudy.sim.oracle.Chronicle.Emitted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.Released;
import dev.understudy.sim.oracle.Chronicle.WentLive;
import dev.understudy.sim.world.Declared;
import dev.understudy.sim.world.Mishaps.Struck;
import dev.understudy.sim.world.World;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * A run is what its scenario declares: how the guest ends and what it shows, and that lag, hold and
 * outage stay within bounds. Judges nothing of a scenario that declares nothing.
 */
public final class Declaration implements Oracle {

  @Override
  public String name() {
    return "declared";
  }

  @Override
  public String promise() {
    return "the run is what its scenario declares, and stays within the bounds set there";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    World world = evidence.world();
    Declared declared = world.setup().declared();
    judgeEnding(world, declared, findings);
    declared.failovers().ifPresent(count -> judgeFailovers(evidence, count, findings));
    declared.lagMaxNs().ifPresent(maxNs -> judgeLag(evidence, maxNs, findings));
    declared.holdMaxNs().ifPresent(maxNs -> judgeHolds(evidence, maxNs, findings));
    declared.outageMaxNs().ifPresent(maxNs -> judgeOutages(evidence, maxNs, findings));
    return findings.verdict();
  }

  private static void judgeEnding(World world, Declared declared, Findings findings) {
    declared
        .exitCode()
        .ifPresent(
            code ->
                findings.expect(
                    world.end() != null && world.end().how().exitCode() == code,
                    world.nowNs(),
                    "the guest was to power off with exit code "
                        + code
                        + (world.end() == null
                            ? ", and nobody saw it end"
                            : ", and ended with " + world.end().how().exitCode())));
    declared
        .console()
        .ifPresent(
            text ->
                findings.expect(
                    text.equals(new String(world.console(), StandardCharsets.UTF_8)),
                    world.nowNs(),
                    "the console does not show the text declared"));
  }

  private static void judgeFailovers(Evidence evidence, long count, Findings findings) {
    long seen = evidence.chronicle().wentLive().size();
    findings.expect(
        seen == count,
        evidence.world().nowNs(),
        "there were to be " + count + " failovers, and there were " + seen);
  }

  /** By what came of it: the time from logging an entry to consuming it. */
  private static void judgeLag(Evidence evidence, long maxNs, Findings findings) {
    TreeMap<Long, Logged> waiting = new TreeMap<>();
    for (Logged logged : evidence.chronicle().logged()) {
      waiting.putIfAbsent(logged.index(), logged);
    }
    for (Consumed consumed : evidence.chronicle().consumed()) {
      Logged logged = waiting.remove(consumed.index());
      if (logged != null) {
        judgeLag(consumed.atNs() - logged.atNs(), logged, consumed.atNs(), maxNs, findings);
      }
    }
    World world = evidence.world();
    for (int host = 0; host < world.hostCount() && !waiting.isEmpty(); host++) {
      Replica replica = world.replica(host);
      if (replica != null && !replica.halted() && !replica.acts()) {
        Logged next = waiting.get(replica.entries() + 1);
        if (next != null) {
          judgeLag(world.nowNs() - next.atNs(), next, world.nowNs(), maxNs, findings);
        }
      }
    }
  }

  private static void judgeLag(
      long lagNs, Logged logged, long atNs, long maxNs, Findings findings) {
    findings.expect(
        lagNs <= maxNs,
        atNs,
        "the backup was "
            + lagNs
            + " ns behind at entry "
            + logged.index()
            + ", and "
            + maxNs
            + " ns are declared");
  }

  /** What piles up while something is wrong may still be held when it is right again. */
  private static void judgeHolds(Evidence evidence, long maxNs, Findings findings) {
    Disturbances disturbances = Disturbances.of(evidence);
    long clearedNs = 0;
    for (Released released : evidence.chronicle().released()) {
      long sinceNs = released.atNs() - released.heldNs();
      if (sinceNs <= clearedNs || disturbances.overlap(sinceNs, released.atNs())) {
        clearedNs = Math.max(clearedNs, released.atNs());
        findings.unjudged(1);
      } else {
        findings.expect(
            released.heldNs() <= maxNs,
            released.atNs(),
            released.kind().text()
                + " output "
                + released.outputIndex()
                + " was held for "
                + released.heldNs()
                + " ns though nothing was wrong, and "
                + maxNs
                + " ns are declared");
      }
    }
  }

  private static void judgeOutages(Evidence evidence, long maxNs, Findings findings) {
    for (WentLive live : evidence.chronicle().wentLive()) {
      long faultNs =
          evidence.world().mishaps().struck().stream()
              .mapToLong(Struck::atNs)
              .filter(struckNs -> struckNs <= live.atNs())
              .max()
              .orElse(live.atNs());
      long outputNs =
          evidence.chronicle().emitted().stream()
              .filter(one -> one.host() == live.host() && one.atNs() >= live.atNs())
              .mapToLong(Emitted::atNs)
              .findFirst()
              .orElse(-1);
      if (outputNs < 0) {
        findings.unjudged(1);
      } else {
        findings.expect(
            outputNs - faultNs <= maxNs,
            outputNs,
            "the failover to "
                + evidence.hostName(live.host())
                + " took "
                + (outputNs - faultNs)
                + " ns to its first output, and "
                + maxNs
                + " ns are declared");
      }
    }
  }
}
