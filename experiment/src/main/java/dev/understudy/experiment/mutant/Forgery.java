package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Something wrong that only one place of the judges can notice, and that no other body for a rule
 * brings about by itself: a scenario that declares what is not so, a guest that answers wrongly, or
 * a host that is told of otherwise than it was.
 *
 * @param name of the thing
 * @param breaks what is wrong, in a sentence without its full stop
 * @param place the judge and the method that has to notice it
 * @param scenario as TOML
 * @param faults as on the command line
 * @param guest the guest's source, made from that of the program
 * @param witness who tells the jury
 */
public record Forgery(
    String name,
    String breaks,
    String place,
    String scenario,
    ImmutableList<String> faults,
    UnaryOperator<String> guest,
    Function<Jury, FalseWitness> witness) {

  /** A scenario that declares what is not so. */
  static Forgery declared(String name, String breaks, String place, String toml, String... faults) {
    return new Forgery(
        name,
        breaks,
        place,
        toml,
        ImmutableList.copyOf(faults),
        UnaryOperator.identity(),
        Forgery::honest);
  }

  /** Tells everything as it was. */
  static FalseWitness honest(Jury jury) {
    return new FalseWitness(jury) {};
  }

  /** A host of which something is told that it did not do. */
  static Forgery told(
      String name,
      String breaks,
      String place,
      String toml,
      Function<Jury, FalseWitness> witness,
      String... faults) {
    return new Forgery(
        name, breaks, place, toml, ImmutableList.copyOf(faults), UnaryOperator.identity(), witness);
  }

  /** All of them, in the order of the judges. */
  public static ImmutableList<Forgery> all() {
    return ImmutableList.<Forgery>builder()
        .addAll(DeclaredForgeries.ALL)
        .addAll(ToldForgeries.ALL)
        .build();
  }

  /** The places of judges that spoke: class, method and line. */
  public ImmutableSortedSet<String> places() {
    Scenario read = Scenario.parse(name + ".toml", scenario).orThrow();
    Scenario planned = faults.isEmpty() ? read : read.withFaults(plan());
    Setup setup = Experiment.of(Experiment.image(read.program(), guest), planned).setup();
    MemoryPool pool = new MemoryPool();
    Jury jury = new Jury(setup, pool);
    FalseWitness between = witness.apply(jury);
    World world = World.untraced(setup, pool, List.of(between));
    world.run();
    between.over(world);
    jury.end(world);
    return jury.breaches().stream()
        .map(Breach::place)
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }

  private List<Fault> plan() {
    return faults.stream().map(text -> FaultText.parse(text, name).fault().orElseThrow()).toList();
  }

  /** Whether a place, with its line, is the one that has to notice it. */
  boolean isMeant(String spoken) {
    return spoken.startsWith(place + ":");
  }
}
