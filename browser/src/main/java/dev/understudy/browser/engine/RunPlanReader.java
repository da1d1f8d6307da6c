package dev.understudy.browser.engine;

import dev.understudy.experiment.mutant.Mutant;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.DurationText;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Problem;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.timetravel.RecordedTrace;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.asm.Assembly;
import dev.understudy.vm.asm.Diagnostic;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.image.ImageRefusedException;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of what a request to open says: a program that ships, a source, an image, each with
 * a scenario if it has one, or a recording.
 */
final class RunPlanReader {
  private final EngineRequest request;

  private RunPlanReader(EngineRequest request) {
    this.request = request;
  }

  /**
   * Reads a request.
   *
   * @throws RequestRefusedException if it can't be run
   */
  static RunPlan read(EngineRequest request) {
    RunPlanReader reader = new RunPlanReader(request);
    return request.has("recording") ? reader.recorded() : reader.described();
  }

  // ---- a recording

  private RunPlan recorded() {
    Recording recording;
    try {
      recording = RecordingReader.read(request.requiredBytes("recording"));
    } catch (RecordingRefusedException e) {
      throw new RequestRefusedException("the recording: " + e.getMessage());
    }
    String name = recording.scenario().program();
    Optional<Program> shipped =
        Programs.find(name).filter(one -> RunPlan.isShipped(name, recording.image()));
    String arguments = request.text("arguments").orElse(name);
    return new RunPlan(
        name,
        recording.image(),
        recording.scenario(),
        new RunPlan.Mode(recording.faultTolerant(), recording.marksEveryEntry()),
        RuleSet.STANDARD,
        shipped
            .map(one -> SourceLines.shipped(name, one.source()))
            .orElseGet(() -> new SourceLines(request.textsByName("sources"))),
        new RunCommandLine(arguments, request.text("faultless").orElse(arguments)),
        RecordedTrace.of(recording));
  }

  // ---- a run that is described

  private RunPlan described() {
    String name = request.requiredText("program");
    Optional<Program> shipped =
        request.has("source") || request.has("image") ? Optional.empty() : Programs.find(name);
    Image image = image(name);
    Scenario scenario = faulty(changed(scenario(name, shipped)));
    RuleSet rules =
        request
            .text("mutant")
            .map(RunPlanReader::mutant)
            .map(Mutant::rules)
            .orElse(RuleSet.STANDARD);
    return new RunPlan(
        name,
        image,
        scenario,
        new RunPlan.Mode(!request.flag("solo"), request.flag("verify")),
        rules,
        sources(name, shipped),
        command(name, scenario),
        RecordedTrace.nothing());
  }

  private static Mutant mutant(String name) {
    return Mutant.find(name)
        .orElseThrow(() -> new RequestRefusedException("there is no mutant '" + name + "'"));
  }

  private Image image(String name) {
    if (request.has("image")) {
      try {
        return ImageFile.decode(request.requiredBytes("image"));
      } catch (ImageRefusedException e) {
        throw new RequestRefusedException("the image: " + e.getMessage());
      }
    }
    if (request.has("source")) {
      return assembled(name, request.requiredText("source"));
    }
    if (Programs.find(name).isEmpty()) {
      throw new RequestRefusedException(
          "no program '"
              + name
              + "' ships, expected one of "
              + String.join(", ", Programs.names()));
    }
    return Experiment.image(name);
  }

  private Image assembled(String name, String source) {
    Map<String, String> more = request.textsByName("sources");
    Assembly assembly =
        Assembler.assemble(
            name + ".asm",
            source,
            file -> Optional.ofNullable(more.get(file)).or(() -> Programs.include(file)));
    return assembly
        .image()
        .orElseThrow(
            () ->
                new RequestRefusedException(
                    String.join(
                        "\n", assembly.diagnostics().stream().map(Diagnostic::render).toList())));
  }

  private SourceLines sources(String name, Optional<Program> shipped) {
    if (shipped.isPresent()) {
      return SourceLines.shipped(name, shipped.get().source());
    }
    Map<String, String> texts = request.textsByName("sources");
    request.text("source").ifPresent(source -> texts.put(name + ".asm", source));
    return new SourceLines(texts);
  }

  private Scenario scenario(String name, Optional<Program> shipped) {
    @Nullable String toml =
        request.text("scenario").or(() -> shipped.map(Program::scenario)).orElse(null);
    if (toml == null) {
      return Scenario.of(name);
    }
    Scenario.Parsed parsed = Scenario.parse(name + ".toml", toml);
    return parsed
        .scenario()
        .orElseThrow(
            () ->
                new RequestRefusedException(
                    String.join("\n", parsed.problems().stream().map(Problem::text).toList())));
  }

  /** With the seed and the length of the request, if it has any. */
  private Scenario changed(Scenario given) {
    Scenario scenario =
        request.has("seed") ? given.withSeed(request.requiredNumber("seed")) : given;
    return request.has("lengthNs")
        ? scenario.builder().lengthNs(request.requiredNumber("lengthNs")).scenario()
        : scenario;
  }

  /** With the faults that the request names in place of the scenario's. */
  private Scenario faulty(Scenario scenario) {
    boolean without = (request.flag("solo") && !request.has("scenario")) || request.has("faults");
    if (!without) {
      return scenario;
    }
    List<Fault> faults = new ArrayList<>();
    for (String text : request.texts("faults")) {
      faults.add(fault(text));
    }
    return scenario.builder().faults(faults).recurringFaults(RecurringFaults.NONE).scenario();
  }

  /**
   * Reads a fault as the command line has it.
   *
   * @throws RequestRefusedException if it can't be read
   */
  static Fault fault(String text) {
    FaultText.Result read = FaultText.parse(text, "fault");
    return read.fault()
        .orElseThrow(
            () ->
                new RequestRefusedException(
                    read.problem().map(Problem::text).orElse(text).strip()));
  }

  /** As the caller says; of a program that ships as anybody would type it. */
  private RunCommandLine command(String name, Scenario scenario) {
    String plain =
        name
            + " --seed "
            + scenario.seed()
            + (request.has("lengthNs")
                ? " --length " + DurationText.print(scenario.lengthNs())
                : "")
            + (request.flag("solo") ? " --solo" : "")
            + request.text("mutant").map(mutant -> " --mutant " + mutant).orElse("");
    RunCommandLine own = new RunCommandLine(plain, plain);
    RunCommandLine standard = request.has("faults") ? own.withFaults(scenario.faults()) : own;
    return new RunCommandLine(
        request.text("arguments").orElse(standard.arguments()),
        request.text("faultless").orElse(standard.faultless()));
  }
}
