package dev.understudy.sim.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.client.ClientView;
import dev.understudy.sim.client.Crowd;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Mishaps;
import dev.understudy.sim.world.Operator;
import dev.understudy.sim.world.Order;
import dev.understudy.sim.world.Sometimes;
import dev.understudy.sim.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param virtualTimeNs when it ended
 * @param instructionsRetired by the guest that survived
 * @param logEntries in the survivor's log
 * @param logBytes of those entries, without frames
 * @param channel what was sent over the logging channel, both ways, repetitions included
 * @param channelHistory lag, buffers and throttling over time
 * @param holds how long outputs waited
 * @param successions who came to be the only host, and how
 * @param clones how new backups were made, or not
 * @param operations that an operator ordered, done or not
 * @param operationsNotReached those that the run was too short for
 * @param sometimes what happened of that which should happen in some runs
 * @param excess what went wrong, if it was more than is provided for; else empty
 * @param traceHash of everything observable
 * @param stateHash of the surviving guest; empty if no host is left
 * @param console what the console shows
 * @param end how the guest ended; null if it runs still
 */
public record Account(
    long seed,
    boolean faultTolerant,
    long virtualTimeNs,
    long instructionsRetired,
    long logEntries,
    long logBytes,
    Traffic channel,
    ChannelHistory channelHistory,
    Holds holds,
    ImmutableList<Succession> successions,
    ImmutableList<Clone> clones,
    Story story,
    Clients clients,
    ImmutableList<Mishaps.Struck> faultsApplied,
    ImmutableList<Fault> faultsNotReached,
    ImmutableList<Operator.Carried> operations,
    ImmutableList<Order> operationsNotReached,
    ImmutableList<Sometimes> sometimes,
    ImmutableList<Verdict> verdicts,
    String excess,
    String traceHash,
    String stateHash,
    byte[] console,
    Action.@Nullable End end) {

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
      Spread waitNs,
      long retries,
      long repeatedAnswers,
      ImmutableList<String> waiting,
      ClientView view) {}

  /** How often a backup went live. */
  public long failovers() {
    return successions.stream()
        .filter(one -> one.failover() && one.liveNs() != Succession.NEVER)
        .count();
  }

  /** How long the guest stood still at most, for a new backup; 0 if none was made. */
  public long clonePauseNs() {
    return clones.stream().mapToLong(Clone::pauseNs).max().orElse(0);
  }

  /** Every promise that was broken. */
  public ImmutableList<Breach> breaches() {
    return verdicts.stream()
        .flatMap(verdict -> verdict.breaches().stream())
        .collect(ImmutableList.toImmutableList());
  }

  public boolean isKept() {
    return breaches().isEmpty();
  }

  /**
   * Whether more went wrong than is provided for, and it shows: somebody waits for an answer, or
   * nobody is left. No promise was broken by that.
   */
  public boolean isLost() {
    boolean shows = !clients.waiting().isEmpty() || story.ending().kind().equals("nobody-left");
    return isKept() && !excess.isEmpty() && shows;
  }

  static Account of(
      Evidence evidence,
      ImmutableList<Sometimes> sometimes,
      List<Verdict> verdicts,
      String excess) {
    World world = evidence.world();
    Lineage lineage = evidence.lineage();
    Replica survivor = world.replica(lineage.host());
    long lastCount =
        lineage.entries().isEmpty()
            ? 0
            : lineage.entries().get(lineage.entries().size() - 1).entry().count();
    return new Account(
        world.setup().seed(),
        world.setup().faultTolerant(),
        world.nowNs(),
        survivor == null ? lastCount : survivor.count(),
        lineage.entries().size(),
        lineage.entries().stream().mapToLong(logged -> logged.sentBytes()).sum(),
        world.channelTraffic(),
        ChannelHistory.of(evidence.chronicle(), world.nowNs()),
        Holds.of(evidence.chronicle()),
        Succession.in(evidence),
        Clone.in(evidence),
        Story.of(evidence),
        clients(world.crowd()),
        ImmutableList.copyOf(world.mishaps().struck()),
        ImmutableList.copyOf(world.mishaps().notReached()),
        ImmutableList.copyOf(world.operator().carried()),
        ImmutableList.copyOf(world.operator().notReached()),
        sometimes,
        ImmutableList.copyOf(verdicts),
        excess,
        world.traceHash(),
        survivor == null || !survivor.hasGuest() ? "" : survivor.guest().stateHash().toString(),
        world.console(),
        world.end());
  }

  private static Clients clients(Crowd crowd) {
    List<Exchange> exchanges = crowd.exchanges();
    List<Exchange> answered = exchanges.stream().filter(Exchange::isAnswered).toList();
    return new Clients(
        exchanges.size(),
        answered.size(),
        answered.stream().filter(one -> one.status() == Exchange.REFUSED).count(),
        Spread.of(answered.stream().map(one -> one.answeredNs() - one.sentNs()).toList()),
        crowd.retries(),
        crowd.repetitions(),
        ImmutableList.copyOf(crowd.waitingFor()),
        crowd.view());
  }
}
