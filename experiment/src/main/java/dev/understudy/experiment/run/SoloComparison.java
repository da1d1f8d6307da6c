package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.scenario.ComparedAspect;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a scenario says equals a run on one host that never fails ({@code [expect] compare}), asked
 * of a run and of such a one. Both have the scenario's seed.
 */
public final class SoloComparison {
  private SoloComparison() {}

  /**
   * What is not as on one host. Nothing is compared of a run that was not finished, in which more
   * failed than is provided for, or whose guest an operator switched off.
   *
   * @param setup of the run
   */
  public static ImmutableList<Breach> of(Scenario scenario, Setup setup, RunReport report) {
    if (scenario.expect().compare().isEmpty() || !isFinished(setup, report)) {
      return ImmutableList.of();
    }
    Scenario undisturbed =
        scenario.withFaults(ImmutableList.of()).builder().operations(List.of()).scenario();
    Setup alone = new SetupFactory(false, setup.engines(), false).setup(undisturbed, setup.image());
    RunReport solo = Run.of(alone, new MemoryPool()).finish();
    ImmutableList.Builder<Breach> unlike = ImmutableList.builder();
    for (ComparedAspect aspect : scenario.expect().compare()) {
      Object one = view(aspect, solo);
      Object here = view(aspect, report);
      if (!one.equals(here)) {
        String text =
            aspect.doc()
                + " is not as on one host: "
                + inShort(here)
                + ", and there "
                + inShort(one);
        unlike.add(new Breach(Oracle.OUTPUT_REQUIREMENT.label(), report.virtualTimeNs(), text));
      }
    }
    return unlike.build();
  }

  private static boolean isFinished(Setup setup, RunReport report) {
    boolean switchedOff =
        setup.orders().stream()
            .anyMatch(
                order -> order.operation().ofGuest().filter(Control.POWER_OFF::equals).isPresent());
    return report.faultTolerant()
        && report.isKept()
        && report.verdict().excess().isEmpty()
        && report.result().didItsWork()
        && report.clients().waiting().isEmpty()
        && !switchedOff;
  }

  /** What one aspect of a run was. */
  static Object view(ComparedAspect aspect, RunReport report) {
    return switch (aspect) {
      case REPLIES -> report.clients().view().statuses();
      case BALANCES -> report.clients().view().balances();
      case CONSOLE -> new String(report.guest().console(), StandardCharsets.UTF_8);
      case EXIT_CODE ->
          report.guest().end() == null ? "runs on" : report.guest().end().how().exitCode();
    };
  }

  private static String inShort(Object view) {
    String text = view.toString();
    return text.length() > 60 ? text.length() + " characters" : "\"" + text + "\"";
  }
}
