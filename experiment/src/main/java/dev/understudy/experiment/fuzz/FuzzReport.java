package dev.understudy.experiment.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.understudy.experiment.shrink.FailureSignature;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.SometimesProperty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A campaign so far. Runs are added in the order of their numbers. */
public final class FuzzReport {
  /** Failures with the same cause, the first one as their witness. */
  public record Group(FailureSignature signature, FuzzRun witness, Breach breach, int runs) {}

  private final ReachableProperties reachable;
  private final EnumMap<SometimesProperty, Integer> sometimes =
      new EnumMap<>(SometimesProperty.class);
  private final TreeMap<String, Group> groups = new TreeMap<>();
  private String traces = "";
  private int runs;
  private int broken;
  private int struck;
  private long failovers;

  public FuzzReport(ReachableProperties reachable) {
    this.reachable = reachable;
    reachable.often().forEach(one -> sometimes.put(one, 0));
    reachable.rarely().forEach(one -> sometimes.put(one, 0));
  }

  public void add(FuzzRun run) {
    runs++;
    struck += run.struck();
    failovers += run.failovers();
    HashCode sum = Hashing.murmur3_128().hashString(traces + run.traceHash(), UTF_8);
    traces = HexFormat.of().formatHex(sum.asBytes());
    run.seen().forEach(one -> sometimes.merge(one, 1, Integer::sum));
    if (run.first().isPresent()) {
      broken++;
      Breach breach = run.first().get();
      FailureSignature signature = FailureSignature.of(breach);
      groups.merge(
          signature.text(),
          new Group(signature, run, breach, 1),
          (before, now) ->
              new Group(signature, before.witness(), before.breach(), before.runs() + 1));
    }
  }

  public int runs() {
    return runs;
  }

  /** How many of them broke a promise. */
  public int broken() {
    return broken;
  }

  /** How many faults struck in all of them. */
  public int faultsStruck() {
    return struck;
  }

  /** How often a backup went live in all of them. */
  public long failovers() {
    return failovers;
  }

  /** The failures, those of one cause together; the first found comes first. */
  public List<Group> groups() {
    List<Group> all = new ArrayList<>(groups.values());
    all.sort((one, other) -> Integer.compare(one.witness().number(), other.witness().number()));
    return all;
  }

  /** The number of runs in which each property of interest was seen. */
  public Map<SometimesProperty, Integer> sometimes() {
    return new EnumMap<>(sometimes);
  }

  /** What should have happened in so many runs, and never did. */
  public List<SometimesProperty> neverSeen() {
    return reachable.after(runs).stream()
        .filter(one -> sometimes.getOrDefault(one, 0) == 0)
        .toList();
  }

  /** One hash over everything observable in all runs. */
  public String tracesHash() {
    return traces;
  }
}
