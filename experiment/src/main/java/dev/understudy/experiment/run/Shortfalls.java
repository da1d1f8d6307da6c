package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Shortfall.Kind;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.World;
import java.util.List;

/** Finds what a run did not do that it was made for. */
final class Shortfalls {
  private final RunFacts facts;
  private final World world;
  private final ImmutableList.Builder<Shortfall> found = ImmutableList.builder();

  private Shortfalls(RunFacts facts) {
    this.facts = facts;
    this.world = facts.world();
  }

  /**
   * What is missing, the gravest first.
   *
   * @param story how the run ended
   * @param lost whether more went wrong than is provided for: then nobody is owed an answer
   */
  static ImmutableList<Shortfall> in(
      RunFacts facts, RunStory story, RunReport.Clients clients, boolean lost) {
    Shortfalls shortfalls = new Shortfalls(facts);
    shortfalls.guestFault();
    if (!lost && story.ending().kind().equals(RunStory.TIME)) {
      shortfalls.time(clients);
    }
    shortfalls.faults(story.ending());
    shortfalls.operations();
    return shortfalls.found.build();
  }

  private void add(Kind kind, String text, String remedy) {
    found.add(new Shortfall(kind, text, remedy));
  }

  private void guestFault() {
    boolean declared =
        world
            .setup()
            .declared()
            .ending()
            .filter(one -> one == OutputKind.GUEST_FAULT)
            .isPresent();
    if (!declared) {
      GuestFault.in(facts)
          .ifPresent(
              fault ->
                  add(
                      Kind.GUEST_FAULT,
                      "the guest stopped with a fault: " + fault.what(),
                      "[expect] ending = \"guest-fault\" declares it, if it is meant"));
    }
  }

  /** Clients that had more to ask when the time was up. */
  private void time(RunReport.Clients clients) {
    if (!clients.waiting().isEmpty()) {
      long all = clients.requests() + clients.unsent();
      add(
          Kind.ENDED_EARLY,
          all == 0
              ? "the scenario's time was up before its clients were done"
              : "the scenario's time was up with "
                  + clients.answered()
                  + " of "
                  + all
                  + " requests answered, and "
                  + clients.unsent()
                  + " not yet sent",
          "a longer 'length' in the scenario gives it time" + estimate(clients, all));
    }
  }

  private String estimate(RunReport.Clients clients, long all) {
    if (clients.answered() == 0) {
      return "";
    }
    double neededMs = world.nowNs() / 1e6 * all / clients.answered();
    return ": at this pace it needs about " + (long) StrictMath.ceil(neededMs) + "ms";
  }

  private void faults(RunStory.Ending ending) {
    List<Fault> missed = world.faultInjector().missed();
    for (Fault fault : world.faultInjector().notReached()) {
      String why = missed.contains(fault) ? "there was nobody for it to hit" : ending.text();
      add(Kind.FAULT_NOT_REACHED, fault.text() + " never struck: " + why, "");
    }
  }

  private void operations() {
    world.operator().carried().stream()
        .filter(one -> !one.done())
        .forEach(one -> add(Kind.OPERATION_NOT_DONE, one.text(), ""));
    for (PlannedOperation order : world.operator().notReached()) {
      add(Kind.OPERATION_NOT_DONE, order.text() + " was not done when the run was over", "");
    }
  }
}
