package dev.understudy.vm.compiled;

import dev.understudy.vm.machine.Core;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.Stop;
import org.jspecify.annotations.Nullable;

/**
 * An engine that compiles what is hot, and leaves the rest to the {@link Interpreter}: code that
 * runs seldom, instructions that touch the world or the interrupt flag, faults, and the last few
 * instructions before a count.
 *
 * <p>Keeps compiled code for all machines that it runs, found by its bytes. It may serve any number
 * of machines, but only one thread.
 */
public final class CompilingEngine implements Engine {
  /** More than a slice ever has, and far from where an {@code int} ends. */
  private static final int MAX_BUDGET = 1 << 30;

  private final CodeCache cache;
  private final Heat heat;
  private final Intrinsics intrinsics;
  private final Statistics statistics;
  private final @Nullable WatchpointDetector detector;

  /** As {@link #create(int, int)}, telling what it does to the given one. */
  CompilingEngine(int threshold, int maxRegions, Statistics statistics) {
    this(threshold, maxRegions, Intrinsics.STANDARD, statistics);
  }

  /** Creates an engine with a choice of what becomes bytecode of its own. */
  CompilingEngine(int threshold, int maxRegions, Intrinsics intrinsics, Statistics statistics) {
    this(new CodeCache(maxRegions), new Heat(threshold), intrinsics, statistics, null);
  }

  private CompilingEngine(
      CodeCache cache,
      Heat heat,
      Intrinsics intrinsics,
      Statistics statistics,
      @Nullable WatchpointDetector detector) {
    this.cache = cache;
    this.heat = heat;
    this.intrinsics = intrinsics;
    this.statistics = statistics;
    this.detector = detector;
  }

  /** Creates an engine that leaves out of its code what the detector must look at. */
  static CompilingEngine watching(CodeCache cache, Heat heat, WatchpointDetector detector) {
    return new CompilingEngine(cache, heat, Intrinsics.STANDARD, new Statistics(), detector);
  }

  /** Creates an engine with the settings that are best for most guests. */
  public static CompilingEngine create() {
    return create(Heat.STANDARD_THRESHOLD, 1000);
  }

  /**
   * Creates an engine for tests and measurements.
   *
   * @param threshold how often execution must arrive at an address before it is compiled; 0
   *     compiles everything at once
   * @param maxRegions how many compiled regions are kept; at least 1
   */
  public static CompilingEngine create(int threshold, int maxRegions) {
    return new CompilingEngine(threshold, maxRegions, new Statistics());
  }

  /** What this engine did so far. */
  public Statistics statistics() {
    return statistics;
  }

  @Override
  public Stop run(Machine machine, long untilCount) {
    Core core = machine.core();
    CodeTable code = codeOf(core);
    boolean resumed = true;
    while (true) {
      boolean waits = core.waitsForHandler();
      if (waits) {
        code.watchVectors();
      }
      if (core.rest() == null && (waits || !core.mustStep())) {
        long left = untilCount - core.retired();
        CodeEntry entry = left > 0 ? entry(core, code, resumed) : null;
        if (entry != null && left < entry.path() && detector == null) {
          return Interpreter.INSTANCE.run(machine, untilCount);
        }
        if (entry != null && left >= entry.path()) {
          execute(core, code, entry, (int) Math.min(left, MAX_BUDGET));
          resumed = false;
          continue;
        }
      }
      Stop stop =
          detector == null
              ? Interpreter.runToBackwardJump(machine, untilCount)
              : detector.interpret(machine, untilCount);
      if (stop != null) {
        return stop;
      }
      resumed = waits; // It went a single step.
    }
  }

  private CodeTable codeOf(Core core) {
    if (core.watch() instanceof CodeTable table && table.serves(detector)) {
      return table;
    }
    CodeTable table = new CodeTable(core, detector);
    core.watch(table);
    return table;
  }

  // ------------------------------------------------------------- compiling

  /**
   * Where to enter compiled code, if there is any for the address.
   *
   * @param resumed execution did not arrive there by itself: it was stopped there. Within code that
   *     is compiled that says nothing of the address; the next checkpoint is near.
   */
  private @Nullable CodeEntry entry(Core core, CodeTable code, boolean resumed) {
    int pc = core.pc();
    if (ControlFlow.isLeftToInterpreter(core.memory(), pc) || isWatchedAt(pc)) {
      return null;
    }
    CodeEntry known = code.entry(pc);
    if (known != null) {
      return known;
    }
    CompiledRegion compiled = cache.find(pc, core.memory());
    if (compiled == null && heat.rises(pc)) {
      if (resumed && code.covers(pc)) {
        heat.reset(pc);
        return null;
      }
      compiled = compile(core, pc);
    }
    if (compiled == null) {
      return null;
    }
    code.link(compiled);
    return code.entry(pc);
  }

  private @Nullable CompiledRegion compile(Core core, int pc) {
    CompiledRegion compiled =
        RegionCompiler.compile(core.memory(), pc, intrinsics, detector).orElse(null);
    heat.cool(pc);
    if (compiled != null) {
      cache.add(compiled);
      statistics.compiled(compiled);
    }
    return compiled;
  }

  private boolean isWatchedAt(int pc) {
    return detector != null && detector.isWatchedAt(pc);
  }

  // ------------------------------------------------------------- executing

  private void execute(Core core, CodeTable code, CodeEntry entry, int budget) {
    Region region = entry.compiled().region();
    CompiledCode body = entry.compiled().code();
    if (body == null) {
      throw new IllegalStateException("engine error: code that was thrown away is entered");
    }
    code.wasHit();
    Activation activation = code.activation();
    int next = body.run(activation, entry.address(), budget);
    long before = core.retired();
    int executed = budget - activation.left;
    switch (activation.exit) {
      case Activation.EXIT -> core.advanceTo(before + executed, next);
      case Activation.FAULT -> {
        executed -= region.owed(activation.at);
        core.advanceTo(before + executed, region.address(activation.at));
        Interpreter.fault(core);
      }
      default -> {
        executed -= region.owed(activation.at) - 1;
        core.advanceTo(before + executed, region.address(activation.at) + 8);
      }
    }
    statistics.ran(entry, activation, before, executed, next);
  }
}
