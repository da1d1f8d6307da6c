package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.client.ClientPool;
import dev.understudy.sim.client.ClientView;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.World;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param virtualTimeNs when it ended
 * @param traceHash of everything observable
 * @param holds how long outputs waited
 * @param guestFault what stopped the guest, if it was a fault of its own
 */
public record RunReport(
    long seed,
    boolean faultTolerant,
    long virtualTimeNs,
    String traceHash,
    SurvivingGuest guest,
    LogVolume log,
    ChannelUse channel,
    HoldTimes holds,
    Redundancy redundancy,
    RunStory story,
    Clients clients,
    Interventions interventions,
    Optional<GuestFault> guestFault,
    RunVerdict verdict,
    RunResult result) {

  /**
   * What the clients lived through.
   *
   * @param unsent requests, and steps of scripts, that were not sent even once
   * @param refused answered, but with a refusal
   * @param waitNs from a request's first sending to its first answer
   * @param waiting one line for each client that still waits
   */
  public record Clients(
      long requests,
      long answered,
      long unsent,
      long refused,
      DurationSpread waitNs,
      long retries,
      long repeatedAnswers,
      ImmutableList<String> waiting,
      ClientView view) {}

  /** How often a backup went live. */
  public long failovers() {
    return redundancy.failoverCount();
  }

  /** Every promise that was broken. */
  public ImmutableList<Breach> breaches() {
    return verdict.breaches();
  }

  public boolean isKept() {
    return result.kind() != RunResult.Kind.BROKEN;
  }

  /**
   * Whether more went wrong than is provided for, and it shows: a client waits for an answer,
   * nobody is left, or hosts took each other for failed. No promise was broken by that.
   */
  public boolean isLost() {
    return result.kind() == RunResult.Kind.LOST;
  }

  private static RunResult result(
      RunFacts facts, RunVerdict verdict, RunStory story, Clients clients) {
    boolean shows =
        !clients.waiting().isEmpty()
            || story.ending().kind().equals("nobody-left")
            || verdict.unprovided() > 0;
    boolean lost = !verdict.excess().isEmpty() && shows;
    ImmutableList<Shortfall> shortfalls = Shortfalls.in(facts, story, clients, lost);
    return new RunResult(kind(verdict, lost, shortfalls), shortfalls);
  }

  private static RunResult.Kind kind(
      RunVerdict verdict, boolean lost, ImmutableList<Shortfall> shortfalls) {
    if (!verdict.breaches().isEmpty()) {
      return RunResult.Kind.BROKEN;
    }
    if (lost) {
      return RunResult.Kind.LOST;
    }
    return shortfalls.isEmpty() ? RunResult.Kind.OK : RunResult.Kind.INCOMPLETE;
  }

  static RunReport of(RunFacts facts, RunVerdict verdict) {
    World world = facts.world();
    RunStory story = RunStory.of(facts);
    Clients clients = clients(world.clientPool());
    return new RunReport(
        world.setup().seed(),
        world.setup().faultTolerant(),
        world.nowNs(),
        world.traceHash(),
        SurvivingGuest.of(facts),
        LogVolume.of(facts.survivorLog()),
        ChannelUse.of(facts),
        HoldTimes.of(facts.trace()),
        Redundancy.of(facts),
        story,
        clients,
        Interventions.of(world),
        GuestFault.in(facts),
        verdict,
        result(facts, verdict, story, clients));
  }

  private static Clients clients(ClientPool clientPool) {
    List<Exchange> exchanges = clientPool.exchanges();
    List<Exchange> answered = exchanges.stream().filter(Exchange::isAnswered).toList();
    return new Clients(
        exchanges.size(),
        answered.size(),
        clientPool.unsent(),
        answered.stream().filter(one -> one.status() == Exchange.REFUSED).count(),
        DurationSpread.of(answered.stream().map(one -> one.answeredNs() - one.sentNs()).toList()),
        clientPool.retries(),
        clientPool.repetitions(),
        ImmutableList.copyOf(clientPool.waitingFor()),
        clientPool.view());
  }
}
