package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.client.ClientPool;
import dev.understudy.sim.client.ClientView;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.World;
import java.util.List;

/**
 * What came of a run.
 *
 * @param virtualTimeNs when it ended
 * @param traceHash of everything observable
 * @param holds how long outputs waited
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
    RunVerdict verdict) {

  /**
   * What the clients lived through.
   *
   * @param refused answered, but with a refusal
   * @param waitNs from a request's first sending to its first answer
   * @param waiting one line for each client that still waits
   */
  public record Clients(
      long requests,
      long answered,
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
    return breaches().isEmpty();
  }

  /**
   * Whether more went wrong than is provided for, and it shows: a client waits for an answer, or
   * nobody is left. No promise was broken by that.
   */
  public boolean isLost() {
    boolean shows = !clients.waiting().isEmpty() || story.ending().kind().equals("nobody-left");
    return isKept() && !verdict.excess().isEmpty() && shows;
  }

  static RunReport of(RunFacts facts, RunVerdict verdict) {
    World world = facts.world();
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
        RunStory.of(facts),
        clients(world.clientPool()),
        Interventions.of(world),
        verdict);
  }

  private static Clients clients(ClientPool clientPool) {
    List<Exchange> exchanges = clientPool.exchanges();
    List<Exchange> answered = exchanges.stream().filter(Exchange::isAnswered).toList();
    return new Clients(
        exchanges.size(),
        answered.size(),
        answered.stream().filter(one -> one.status() == Exchange.REFUSED).count(),
        DurationSpread.of(answered.stream().map(one -> one.answeredNs() - one.sentNs()).toList()),
        clientPool.retries(),
        clientPool.repetitions(),
        ImmutableList.copyOf(clientPool.waitingFor()),
        clientPool.view());
  }
}
