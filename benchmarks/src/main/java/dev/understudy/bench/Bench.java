package dev.understudy.bench;

import dev.understudy.bench.Measure.Effort;
import dev.understudy.cli.Benchmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything that {@code understudy bench} measures. */
public final class Bench implements Benchmarks {

  @Override
  public List<String> programs() {
    return Workload.names();
  }

  @Override
  public Result measure(List<String> programs, boolean quick, Consumer<String> progress) {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    List<KernelSpeed> kernels = new ArrayList<>();
    for (Kernel kernel : Kernel.ALL) {
      if (programs.isEmpty() || programs.contains(kernel.name())) {
        progress.accept(kernel.name());
        kernels.add(KernelSpeed.of(kernel, kernel.large(), effort));
      }
    }
    List<ProtectionCost> costs = new ArrayList<>();
    for (Workload workload : Workload.named(programs).toList()) {
      progress.accept(workload.name() + " under fault tolerance");
      costs.add(ProtectionCost.of(workload, effort));
    }
    Report report = new Report(kernels, costs);
    return new Result(report.json(), report.lines());
  }
}
