package dev.understudy.bench;

import dev.understudy.bench.Measurement.Effort;
import dev.understudy.cli.command.Benchmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything that {@code understudy bench} measures. */
public final class Bench implements Benchmarks {
  private static final long QUICK_WARM_UP_NS = 1_000_000_000L;
  private static final long WARM_UP_NS = 3_000_000_000L;

  @Override
  public List<String> programs() {
    return BenchmarkWorkload.names();
  }

  @Override
  public Result measure(List<String> programs, boolean quick, Consumer<String> progress) {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    progress.accept("warm-up");
    List<WarmUp> warmUps = WarmUp.of(programs, quick ? QUICK_WARM_UP_NS : WARM_UP_NS);
    List<KernelSpeed> kernels = new ArrayList<>();
    for (Kernel kernel : Kernel.ALL) {
      if (programs.isEmpty() || programs.contains(kernel.name())) {
        progress.accept(kernel.name());
        kernels.add(KernelSpeed.of(kernel, kernel.large(), effort));
      }
    }
    List<ProtectionCost> costs = new ArrayList<>();
    for (BenchmarkWorkload workload : BenchmarkWorkload.named(programs).toList()) {
      progress.accept(workload.name() + " under fault tolerance");
      costs.add(ProtectionCost.of(workload, effort));
    }
    progress.accept("density");
    List<Density> densities = Density.of(programs, effort.ofMany());
    progress.accept("worlds");
    List<VirtualSecond> seconds = VirtualSecond.of(programs, effort);
    BenchmarkReport report = new BenchmarkReport(kernels, costs, densities, warmUps, seconds);
    return new Result(report.json(), report::lines);
  }
}
