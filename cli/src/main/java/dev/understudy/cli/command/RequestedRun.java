package dev.understudy.cli.command;

import com.google.common.collect.ImmutableList;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.experiment.report.AgainCommand;
import dev.understudy.experiment.report.ReportedRun;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.DurationText;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Problem;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Refusal;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is to be run, put together from arguments, files and what ships.
 *
 * @param again the command that runs the same again
 * @param inputs every file that was read for it
 */
record RequestedRun(
    GuestProgram guest,
    Scenario scenario,
    Setup setup,
    String engineName,
    AgainCommand again,
    ImmutableList<Path> inputs) {

  /** With what came of it. */
  ReportedRun reported(RunReport report) {
    return new ReportedRun(guest.name(), scenario, engineName, again, report);
  }

  /** What these options of a command ask for. */
  static RequestedRun of(String command, RunOptions options) {
    EngineAssignment engines = EngineChoice.of(command, options.engine).engines();
    Optional<Scenario> given = Optional.ofNullable(options.scenario).map(RequestedRun::read);
    GuestProgram guest = GuestProgram.load(program(command, options, given));
    Scenario scenario = given.orElseGet(() -> standard(guest));
    if (options.seed != null) {
      scenario = scenario.withSeed(options.seed);
    }
    if (options.sweepWorkload) {
      scenario = scenario.forSweep();
    }
    if (options.lengthNs != null) {
      scenario = scenario.builder().lengthNs(options.lengthNs).scenario();
    }
    if (options.strategy != null) {
      scenario = under(command, options.strategy, scenario);
    }
    scenario = operated(command, options, withFaultsOf(command, options, scenario));
    Setup setup =
        new SetupFactory(!options.solo, engines, options.verify)
            .setup(played(scenario, guest), guest.image());
    if (options.mutant != null) {
      setup = setup.withRules(options.mutant.rules());
    }
    return new RequestedRun(
        guest,
        scenario,
        setup,
        options.engine,
        again(options, scenario.seed()),
        inputs(options, guest));
  }

  private static ImmutableList<Path> inputs(RunOptions options, GuestProgram guest) {
    Optional<Path> scenario =
        options.scenario == null
            ? standardFile(guest)
            : Optional.of(InputFile.path(options.scenario));
    return ImmutableList.<Path>builder()
        .addAll(guest.inputs())
        .addAll(scenario.stream().iterator())
        .build();
  }

  private static Scenario under(String command, Strategy strategy, Scenario scenario) {
    Scenario changed =
        scenario.builder().replication(scenario.replication().with(strategy)).scenario();
    String option = "--strategy '" + strategy.label() + "'";
    requirePossible(command, scenario, changed, refusal -> option);
    return changed;
  }

  /**
   * What the reader of scenarios refuses, no option may bring in.
   *
   * @param option which one did, as it was given
   */
  private static void requirePossible(
      String command, Scenario before, Scenario after, Function<Refusal, String> option) {
    List<Refusal> known = before.refusals();
    for (Refusal refusal : after.refusals()) {
      if (!known.contains(refusal)) {
        throw new BadInputException(
            "understudy "
                + command
                + ": "
                + option.apply(refusal)
                + ": "
                + refusal.message()
                + ", expected "
                + refusal.expected());
      }
    }
  }

  // ---- program and scenario

  /** Only a guest that ships is known to show what ships beside it. */
  private static Scenario played(Scenario scenario, GuestProgram guest) {
    return scenario.builder().program(guest.shipped().isPresent() ? guest.name() : "").scenario();
  }

  private static String program(String command, RunOptions options, Optional<Scenario> given) {
    if (options.program != null) {
      if (options.program.endsWith(".toml") && options.scenario == null) {
        throw new BadInputException(
            options.program
                + ": a scenario, expected a program; did you mean '--scenario "
                + options.program
                + "'?");
      }
      return options.program;
    }
    if (given.isEmpty() || options.scenario == null) {
      throw new BadInputException(
          "understudy "
              + command
              + ": missing PROGRAM or --scenario FILE; see 'understudy "
              + command
              + " --help'");
    }
    return named(options.scenario, given.get());
  }

  /** The guest that a scenario names, which may stand beside its file. */
  static GuestProgram guestOf(String file, Scenario scenario) {
    return GuestProgram.load(named(file, scenario));
  }

  private static String named(String file, Scenario scenario) {
    String named = scenario.program();
    Path beside = InputFile.path(file).resolveSibling(InputFile.path(named));
    return GuestProgram.ships(named) || !Files.exists(beside) ? named : beside.toString();
  }

  static Scenario read(String file) {
    return parse(file, InputFile.text(file, "a scenario in TOML"));
  }

  /** What ships with a program, or stands beside a file, or nothing but two hosts. */
  private static Scenario standard(GuestProgram guest) {
    if (guest.shipped().isPresent()) {
      return parse(guest.name() + ".toml", guest.shipped().get().scenario());
    }
    return standardFile(guest)
        .map(file -> read(file.toString()))
        .orElseGet(() -> Scenario.of(guest.name()));
  }

  /** What stands beside the guest's file. */
  private static Optional<Path> standardFile(GuestProgram guest) {
    return guest
        .file()
        .map(file -> file.resolveSibling(guest.name() + ".toml"))
        .filter(Files::isRegularFile);
  }

  private static Scenario parse(String file, String text) {
    Scenario.Parsed parsed = Scenario.parse(file, text);
    return parsed
        .scenario()
        .orElseThrow(
            () ->
                BadInputException.ofMany(
                    parsed.problems().stream().map(RequestedRun::line).toList()));
  }

  /** {@code file:line:column: what is wrong: 'text', expected ...}. */
  private static String line(Problem problem) {
    String place = problem.source() + ":" + problem.line() + ":" + problem.column();
    return place + ": " + detail(problem);
  }

  private static String detail(Problem problem) {
    String text = offending(problem);
    return problem.message()
        + (text.isEmpty() || problem.message().contains(text) ? "" : ": '" + text + "'")
        + (problem.expected().isEmpty() ? "" : ", expected " + problem.expected());
  }

  private static String offending(Problem problem) {
    String line = problem.lineText();
    int start = Math.min(problem.column() - 1, line.length());
    String text = line.substring(start, Math.min(start + problem.length(), line.length()));
    return text.replaceAll("^\"(.*)\"$", "$1");
  }

  // ---- faults

  /**
   * With the faults of the command line in place of its own, if there are any or are to be none.
   */
  private static Scenario withFaultsOf(String command, RunOptions options, Scenario scenario) {
    List<Fault> faults = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (String text : options.crashes) {
      FaultText.Result read = FaultText.parse("crash", text, "--crash");
      given.add(option("--crash", text));
      faults.add(
          read.fault().orElseThrow(() -> unreadable(command, "--crash", text, read.problem())));
    }
    for (String text : options.faults) {
      FaultText.Result read = FaultText.parse(text, "--fault");
      given.add(option("--fault", text));
      faults.add(
          read.fault().orElseThrow(() -> unreadable(command, "--fault", text, read.problem())));
    }
    if (!options.solo && !options.withoutFaults && faults.isEmpty()) {
      return scenario;
    }
    Scenario faulty =
        scenario.builder().faults(faults).recurringFaults(RecurringFaults.NONE).scenario();
    Scenario quiet = faulty.withFaults(List.of());
    requirePossible(command, quiet, faulty, refusal -> given.get(index(refusal)));
    return faulty;
  }

  /** The scenario with the operations of the command line in place of its own, if there are any. */
  private static Scenario operated(String command, RunOptions options, Scenario scenario) {
    List<PlannedOperation> operations = new ArrayList<>();
    for (String text : options.operations) {
      OperationText.Result read = OperationText.parse(text, "--do");
      operations.add(
          read.planned().orElseThrow(() -> unreadable(command, "--do", text, read.problem())));
    }
    if (!options.solo && operations.isEmpty()) {
      return scenario;
    }
    Scenario operated = scenario.builder().operations(operations).scenario();
    Scenario quiet = operated.builder().operations(List.of()).scenario();
    requirePossible(
        command,
        quiet,
        operated,
        refusal -> option("--do", options.operations.get(index(refusal))));
    return operated;
  }

  private static String option(String name, String text) {
    return name + " '" + text + "'";
  }

  /** Which of a list of tables is refused. */
  private static int index(Refusal refusal) {
    return Integer.parseInt(refusal.path().get(1));
  }

  private static BadInputException unreadable(
      String command, String name, String text, Optional<Problem> problem) {
    String where = "understudy " + command + ": " + option(name, text);
    return new BadInputException(where + problem.map(one -> ": " + detail(one)).orElse(""));
  }

  // ---- the same again

  private static AgainCommand again(RunOptions options, long seed) {
    List<String> words = new ArrayList<>(faultlessWords(options, seed));
    options.crashes.forEach(text -> words.addAll(List.of("--crash", quoted(text))));
    options.faults.forEach(text -> words.addAll(List.of("--fault", quoted(text))));
    return again(words);
  }

  /** The command without the faults that the options name, for somebody who adds others. */
  static AgainCommand faultless(RunOptions options, long seed) {
    return again(faultlessWords(options, seed));
  }

  private static AgainCommand again(List<String> words) {
    return new AgainCommand(quoted(Launcher.command()), String.join(" ", words));
  }

  private static List<String> faultlessWords(RunOptions options, long seed) {
    List<String> words = new ArrayList<>();
    if (options.program != null) {
      words.add(quoted(options.program));
    }
    if (options.scenario != null) {
      words.addAll(List.of("--scenario", quoted(options.scenario)));
    }
    words.addAll(List.of("--seed", Long.toString(seed)));
    options.operations.forEach(text -> words.addAll(List.of("--do", quoted(text))));
    if (options.solo) {
      words.add("--solo");
    }
    if (options.strategy != null) {
      words.addAll(List.of("--strategy", options.strategy.label()));
    }
    if (options.sweepWorkload) {
      words.add("--sweep-workload");
    }
    if (options.lengthNs != null) {
      words.addAll(List.of("--length", DurationText.print(options.lengthNs)));
    }
    if (options.withoutFaults) {
      words.add("--no-faults");
    }
    if (options.mutant != null) {
      words.addAll(List.of("--mutant", options.mutant.name()));
    }
    if (EngineChoice.of("run", options.engine) != EngineChoice.COMPILED) {
      words.addAll(List.of("--engine", options.engine));
    }
    if (options.verify) {
      words.add("--verify");
    }
    return words;
  }

  /** For a shell. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./@:+=,#%^-]+") && !word.startsWith("#")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
