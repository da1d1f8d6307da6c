package dev.understudy.cli.command;

import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.StrategyComparison;
import dev.understudy.experiment.run.StrategyFigures;
import dev.understudy.experiment.run.StrategyTrial;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategies side by side, for programs. Of several trials the keys of a strategy are the worst.
 */
final class CompareJson {
  private CompareJson() {}

  static Map<String, @Nullable Object> of(RequestedRun session, StrategyComparison comparison) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("program", session.guest().name());
    json.put("scenario", session.scenario().name());
    json.put("seed", session.scenario().seed());
    json.put("crashes", comparison.row().stream().map(Fault::text).toList());
    json.put(
        "strategies", comparison.lines().stream().map(line -> strategy(comparison, line)).toList());
    return json;
  }

  private static Map<String, @Nullable Object> strategy(
      StrategyComparison comparison, StrategyFigures line) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", line.strategy().label());
    json.put("throughputVsNone", line.throughputPerMille() / 1000.0);
    json.put("outputDelayNs", line.outputDelayNs());
    json.put("bandwidthBytesPerSecond", line.bytesPerSecond());
    json.putAll(failover(line.failover()));
    json.put("lost", line.lost());
    json.put("lostIn", line.in(trial -> trial.lost() > 0));
    json.put("duplicated", line.duplicated());
    json.put("duplicatedIn", line.in(trial -> trial.duplicated() > 0));
    json.put("verdict", line.broken().isEmpty() ? "ok" : "broken");
    json.put("broken", line.broken());
    json.put("brokenIn", line.in(trial -> !trial.isKept()));
    json.put("neverStruck", line.missed().stream().map(Fault::text).toList());
    List<Map<String, @Nullable Object>> trials = new ArrayList<>();
    for (int i = 0; i < line.trials().size(); i++) {
      String fault = comparison.row().isEmpty() ? null : comparison.row().get(i).text();
      trials.add(trial(fault, line.trials().get(i)));
    }
    json.put("trials", trials);
    return json;
  }

  private static Map<String, @Nullable Object> trial(@Nullable String fault, StrategyTrial trial) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("crash", fault);
    json.putAll(failover(trial.failover()));
    json.put("lost", trial.lost());
    json.put("duplicated", trial.duplicated());
    json.put("broken", trial.broken());
    return json;
  }

  private static Map<String, @Nullable Object> failover(@Nullable Failover one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("failoverNs", one == null ? null : one.tookNs());
    json.put("detectionNs", one == null ? null : noticedNs(one));
    json.put("arbitrationNs", one == null ? null : one.arbitrationNs());
    json.put("catchingUpNs", one == null ? null : one.drainNs());
    return json;
  }

  private static @Nullable Long noticedNs(Failover one) {
    return one.detectionNs() == Failover.NEVER ? null : one.detectionNs();
  }
}
