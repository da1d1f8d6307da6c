package dev.understudy.experiment.sweep;

import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.World;
import java.util.List;

/**
 * What came of a tail.
 *
 * @param outcome in words that leave out when: what two tails have in common that ended alike
 * @param cut whether the tail was over while the run still went on
 * @param breaches of promises; empty if all were kept
 */
record TailEnding(String outcome, boolean cut, List<Breach> breaches) {

  static TailEnding of(World world, Jury jury) {
    return new TailEnding(outcome(world, jury), !world.isOver(), jury.breaches());
  }

  private static String outcome(World world, Jury jury) {
    StringBuilder text = new StringBuilder(jury.hostHistoryText());
    add(text, jury.repeated() > 0, jury.repeated() + " seen twice");
    add(text, jury.lost() > 0, jury.lost() + " never seen");
    add(text, !world.clientPool().isDone(), "clients wait");
    if (world.end() == null) {
      add(text, true, end(world));
    }
    add(text, !jury.isKept(), "BROKEN " + oracles(jury));
    return text.toString();
  }

  private static String end(World world) {
    if (!world.isOver()) {
      return "the guest goes on";
    }
    return world.primary().isPresent() ? "all served" : "no host is left";
  }

  private static String oracles(Jury jury) {
    return String.join(" ", jury.breaches().stream().map(Breach::oracle).distinct().toList());
  }

  private static void add(StringBuilder text, boolean holds, String what) {
    if (holds) {
      text.append(text.length() == 0 ? "" : ", ").append(what);
    }
  }

  boolean isKept() {
    return breaches.isEmpty();
  }
}
