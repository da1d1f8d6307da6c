package dev.understudy.bench;

import dev.understudy.bench.Measurement.Effort;
import dev.understudy.cli.command.Benchmarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything that {@code understudy bench} measures. */
public final class Bench implements Benchmarks {
  private static final long QUICK_WARM_UP_NS = 1_000_000_000L;
  private static final long WARM_UP_NS = 3_000_000_000L;

  /** Stands among the programs for what is measured of the launcher. */
  static final String LAUNCHER = "launcher";

  @Override
  public List<String> programs() {
    List<String> names = new ArrayList<>(BenchmarkWorkload.names());
    names.add(LAUNCHER);
    return List.copyOf(names);
  }

  @Override
  public Result measure(
      List<String> programs, boolean quick, Optional<Path> launcher, Consumer<String> progress) {
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
    List<LaunchedProcess> launched = new ArrayList<>();
    boolean launcherIsWanted = programs.isEmpty() || programs.contains(LAUNCHER);
    if (launcherIsWanted && launcher.isPresent()) {
      progress.accept("the launcher");
      launched.addAll(LaunchedProcess.of(launcher.get(), effort.brief()));
    }
    BenchmarkReport report =
        new BenchmarkReport(kernels, costs, densities, warmUps, seconds, launched);
    return new Result(report.json(), report::lines);
  }
}
