package dev.understudy.browser.engine;

import dev.understudy.experiment.run.Run;
import dev.understudy.inspect.recording.Build;
import dev.understudy.inspect.recording.RecordingFullException;
import dev.understudy.inspect.recording.RecordingWriter;
import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.programs.Programs;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens runs and shows them: one request in JSON, one answer in JSON. An answer is what was asked
 * for, or {@code {"refused": why}}. docs/use/EXPLORER.md lists the requests.
 */
public final class ExplorerEngine {
  private final Build build;
  private final LongConsumer progress;
  private final Map<Long, ExploredRun> runs = new TreeMap<>();
  private long opened;

  /**
   * @param build stands in what it records
   * @param progress told often how far a run is, in ns of its own time
   */
  public ExplorerEngine(Build build, LongConsumer progress) {
    this.build = build;
    this.progress = progress;
  }

  /** Answers one request. */
  public String answer(String json) {
    try {
      EngineRequest request = EngineRequest.of(json);
      String word = request.requiredText("op");
      return JsonWriter.write(
          answer(
              EngineOperation.of(word)
                  .orElseThrow(() -> new RequestRefusedException("there is no op '" + word + "'")),
              request));
    } catch (RequestRefusedException e) {
      Map<String, Object> refused = new LinkedHashMap<>();
      refused.put("refused", String.valueOf(e.getMessage()));
      return JsonWriter.write(refused);
    }
  }

  private Map<String, ? extends @Nullable Object> answer(
      EngineOperation operation, EngineRequest request) {
    return switch (operation) {
      case PROGRAMS -> programs();
      case OPEN -> open(RunPlanReader.read(request));
      case PICTURE -> SpaceTimePicture.of(run(request));
      case SEEK -> seek(request);
      case STEP -> step(request);
      case BRANCH -> branch(request);
      case FORK -> fork(request);
      case RECORD -> record(run(request));
      case CLOSE -> close(request);
    };
  }

  private ExploredRun run(EngineRequest request) {
    long number = request.requiredNumber("run");
    ExploredRun run = runs.get(number);
    if (run == null) {
      throw new RequestRefusedException("no run " + number + " is open");
    }
    return run;
  }

  // ---- what ships

  private static Map<String, Object> programs() {
    List<Object> all = new ArrayList<>();
    Programs.all()
        .forEach(
            program -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("name", program.name());
              json.put("description", program.description());
              all.add(json);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("programs", all);
    return json;
  }

  // ---- opening

  private Map<String, @Nullable Object> open(RunPlan plan) {
    return opened(explored(plan));
  }

  private ExploredRun explored(RunPlan plan) {
    try {
      return ExploredRun.of(plan, progress);
    } catch (IllegalStateException | IllegalArgumentException e) {
      // With a planted bug a check of the product's own may end the run.
      throw new RequestRefusedException("a check of the product's own ended this run: " + e);
    }
  }

  private Map<String, @Nullable Object> opened(ExploredRun run) {
    runs.put(++opened, run);
    return about(opened, run);
  }

  private static Map<String, @Nullable Object> about(long number, ExploredRun run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("run", number);
    json.put("program", run.plan().name());
    json.put("seed", Long.toString(run.plan().scenario().seed()));
    json.put("strategy", run.plan().scenario().replication().strategy().label());
    json.put("faults", run.plan().scenario().allFaults().stream().map(Fault::text).toList());
    json.put("command", run.plan().command().again().run());
    json.put("report", run.report());
    return json;
  }

  private Map<String, Object> close(EngineRequest request) {
    runs.remove(request.requiredNumber("run"));
    return new LinkedHashMap<>();
  }

  // ---- moving the cursor

  private static ReplayTimeline at(ExploredRun run, EngineRequest request) {
    ReplayTimeline timeline = run.timeline();
    if (request.has("atNs")) {
      timeline.toTime(request.requiredNumber("atNs"));
    }
    return timeline;
  }

  private Map<String, @Nullable Object> seek(EngineRequest request) {
    ExploredRun run = run(request);
    ReplayTimeline timeline = at(run, request);
    boolean found = true;
    if (request.has("count")) {
      found = timeline.toCount(host(timeline, request), request.requiredNumber("count"));
    } else if (request.has("event")) {
      long event = request.requiredNumber("event");
      if (event < 0 || event >= run.recorder().all().size()) {
        throw new RequestRefusedException("there is no event " + event);
      }
      timeline.toTime(run.recorder().all().get((int) event).atNs());
    }
    return moved(run, found);
  }

  private static int host(ReplayTimeline timeline, EngineRequest request) {
    long host = request.requiredNumber("host");
    if (host < 0 || host >= timeline.world().hostCount()) {
      throw new RequestRefusedException("there is no host " + host + " at this moment");
    }
    return (int) host;
  }

  /**
   * The guest of a host retires one more instruction, or one less. If it never does, the cursor
   * stays where it is.
   */
  private Map<String, @Nullable Object> step(EngineRequest request) {
    ExploredRun run = run(request);
    ReplayTimeline timeline = run.timeline();
    int host = host(timeline, request);
    ReplayPosition from = timeline.position();
    boolean found = request.flag("back") ? timeline.stepBack(host) : timeline.step(host);
    if (!found) {
      timeline.toPosition(from);
    }
    return moved(run, found);
  }

  private static Map<String, @Nullable Object> moved(ExploredRun run, boolean found) {
    Map<String, @Nullable Object> json = CursorView.of(run);
    json.put("found", found);
    return json;
  }

  // ---- other endings

  /** The fault of a request, right behind everything that has happened at the cursor. */
  private static Fault faultHere(ReplayTimeline timeline, EngineRequest request) {
    String text = request.requiredText("fault");
    String when = "@" + (timeline.position().timeNs() + 1) + "ns";
    return RunPlanReader.fault(text.contains("@") ? text.replaceFirst("@HERE", when) : text + when);
  }

  /** Opens the run that this one is with one more fault. */
  private Map<String, @Nullable Object> branch(EngineRequest request) {
    ExploredRun run = run(request);
    Fault fault = faultHere(at(run, request), request);
    ExploredRun branch = explored(run.plan().with(fault));
    Map<String, @Nullable Object> json = opened(branch);
    int first = SpaceTimePicture.firstDifference(run.recorder().all(), branch.recorder().all());
    json.put("fault", fault.text());
    json.put("firstDifference", first);
    return json;
  }

  /** The world at the cursor goes its own way to its end: without judges, and nothing is opened. */
  private Map<String, Object> fork(EngineRequest request) {
    ReplayTimeline timeline = at(run(request), request);
    World fork = timeline.keep();
    fork.stopEvery(Long.MAX_VALUE);
    boolean struck = false;
    if (request.has("fault")) {
      Fault fault = faultHere(timeline, request);
      struck = fork.inject(fault, timeline.position().timeNs() + 1);
      fork.settle();
    }
    fork.run();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("struck", struck);
    json.put("endNs", fork.nowNs());
    json.put("traceHash", fork.traceHash());
    fork.drop();
    return json;
  }

  // ---- keeping

  /** A recording of the run, as base64: {@code ./understudy replay} and {@code debug} take it. */
  private Map<String, Object> record(ExploredRun explored) {
    RunPlan plan = explored.plan();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      RecordingWriter writer =
          RecordingWriter.begin(
              chunk -> file.write(chunk, 0, chunk.length),
              build,
              plan.image(),
              plan.scenario(),
              plan.mode().faultTolerant(),
              plan.mode().marksEveryEntry());
      World world = Run.of(plan.setup(), new MemoryPool(), List.of(writer)).world();
      while (!world.isOver() && world.step()) {
        writer.stepped(world);
        progress.accept(world.nowNs());
      }
      writer.end(world);
    } catch (RecordingFullException e) {
      throw new RequestRefusedException(String.valueOf(e.getMessage()));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("recording", Base64.getEncoder().encodeToString(file.toByteArray()));
    return json;
  }
}
