package dev.understudy.cli;

import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.sim.run.Staging;
import dev.understudy.sim.scenario.Chaos;
import dev.understudy.sim.scenario.FaultText;
import dev.understudy.sim.scenario.OrderText;
import dev.understudy.sim.scenario.Problem;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Engines;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Order;
import dev.understudy.sim.world.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be run, put together from arguments, files and what ships.
 *
 * @param again the command that runs the same again
 */
record Session(Guest guest, Scenario scenario, Setup setup, String engineName, String again) {

  private static final Pattern HOST = Pattern.compile("\\bhost-([0-9]+)\\b");

  /** What these options of a command ask for. */
  static Session of(String command, RunOptions options) {
    Engines engines = EngineChoice.of(command, options.engine).engines();
    Optional<Scenario> given = Optional.ofNullable(options.scenario).map(Session::read);
    Guest guest = Guest.load(program(command, options, given));
    Scenario scenario = given.orElseGet(() -> standard(guest));
    if (options.seed != null) {
      scenario = scenario.withSeed(options.seed);
    }
    if (options.sweepWorkload) {
      scenario = scenario.forSweep();
    }
    if (options.strategy != null) {
      scenario = under(command, options.strategy, scenario);
    }
    scenario = operated(command, options, befallen(command, options, scenario));
    Setup setup =
        new Staging(!options.solo, engines, options.verify)
            .setup(played(scenario, guest), guest.image());
    return new Session(guest, scenario, setup, options.engine, again(options, scenario.seed()));
  }

  /** What the reader of scenarios refuses, no option may bring back in. */
  private static Scenario under(String command, Strategy strategy, Scenario scenario) {
    if (strategy == Strategy.CHECKPOINT && scenario.cluster().isThere()) {
      throw noCheckpoints(
          command,
          "a guest whose checkpoints are shipped can't be cloned,"
              + " expected another strategy, or a scenario without cluster.replace-after");
    }
    if (strategy == Strategy.CHECKPOINT && scenario.disk().reads() == DiskReads.REPEATED) {
      throw noCheckpoints(
          command,
          "a backup that gets checkpoints replays nothing that it could repeat,"
              + " expected another strategy, or a scenario with disk.reads \"logged\"");
    }
    return scenario.draft().replication(scenario.replication().with(strategy)).scenario();
  }

  private static BadInputException noCheckpoints(String command, String reason) {
    return new BadInputException("understudy " + command + ": --strategy 'checkpoint': " + reason);
  }

  // ---- program and scenario

  /** Only a guest that ships is known to show what ships beside it. */
  private static Scenario played(Scenario scenario, Guest guest) {
    return scenario.draft().program(guest.shipped().isPresent() ? guest.name() : "").scenario();
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
  static Guest guestOf(String file, Scenario scenario) {
    return Guest.load(named(file, scenario));
  }

  private static String named(String file, Scenario scenario) {
    String named = scenario.program();
    Path beside = InputFile.path(file).resolveSibling(InputFile.path(named));
    return Guest.ships(named) || !Files.exists(beside) ? named : beside.toString();
  }

  static Scenario read(String file) {
    return parse(file, InputFile.text(file, "a scenario in TOML"));
  }

  /** What ships with a program, or stands beside a file, or nothing but two hosts. */
  private static Scenario standard(Guest guest) {
    if (guest.shipped().isPresent()) {
      return parse(guest.name() + ".toml", guest.shipped().get().scenario());
    }
    Optional<Path> beside = guest.file().map(file -> file.resolveSibling(guest.name() + ".toml"));
    return beside.filter(Files::isRegularFile).isPresent()
        ? read(beside.get().toString())
        : Scenario.of(guest.name());
  }

  private static Scenario parse(String file, String text) {
    Scenario.Parsed parsed = Scenario.parse(file, text);
    return parsed
        .scenario()
        .orElseThrow(
            () -> BadInputException.ofMany(parsed.problems().stream().map(Session::line).toList()));
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
  private static Scenario befallen(String command, RunOptions options, Scenario scenario) {
    List<Fault> faults = new ArrayList<>();
    for (String text : options.crashes) {
      faults.add(fault(command, FaultText.parse("crash", text, "--crash"), text, "--crash"));
    }
    for (String text : options.faults) {
      faults.add(fault(command, FaultText.parse(text, "--fault"), text, "--fault"));
    }
    faults.forEach(fault -> requireHost(command, fault.text(), scenario));
    boolean ownOnes = options.solo || options.withoutFaults || !faults.isEmpty();
    return ownOnes ? scenario.draft().faults(faults).chaos(Chaos.NONE).scenario() : scenario;
  }

  /** With the operations of the command line in place of its own, if there are any. */
  private static Scenario operated(String command, RunOptions options, Scenario scenario) {
    List<Order> orders = new ArrayList<>();
    for (String text : options.operations) {
      OrderText.Result result = OrderText.parse(text, "--do");
      Order order = result.order().orElseThrow(() -> wrongOrder(command, result, text));
      requireHost(command, order.text(), scenario);
      requireTime(command, order, scenario);
      orders.add(order);
    }
    boolean ownOnes = options.solo || !orders.isEmpty();
    return ownOnes ? scenario.draft().operations(orders).scenario() : scenario;
  }

  private static BadInputException wrongOrder(
      String command, OrderText.Result result, String text) {
    String where = "understudy " + command + ": --do '" + text + "'";
    return new BadInputException(
        where + result.problem().map(problem -> ": " + detail(problem)).orElse(""));
  }

  private static void requireTime(String command, Order order, Scenario scenario) {
    if (order.atNs() >= scenario.lengthNs()) {
      throw new BadInputException(
          "understudy "
              + command
              + ": --do '"
              + order.text()
              + "': the run is over by then, expected a time below the length, "
              + Text.instant(scenario.lengthNs()));
    }
  }

  private static Fault fault(String command, FaultText.Result result, String text, String option) {
    return result.fault().orElseThrow(() -> wrongFault(command, result, text, option));
  }

  private static BadInputException wrongFault(
      String command, FaultText.Result result, String text, String option) {
    String where = "understudy " + command + ": " + option + " '" + text + "'";
    return new BadInputException(
        where + result.problem().map(problem -> ": " + detail(problem)).orElse(""));
  }

  /** A host that a fault or an operation names must be one of the scenario's. */
  private static void requireHost(String command, String text, Scenario scenario) {
    Matcher numbered = HOST.matcher(text);
    while (numbered.find()) {
      if (numbered.group(1).length() > 4
          || Integer.parseInt(numbered.group(1)) > scenario.hosts().size()) {
        throw new BadInputException(
            "understudy "
                + command
                + ": '"
                + text
                + "': there is no "
                + numbered.group()
                + ", expected host-1 to host-"
                + scenario.hosts().size());
      }
    }
  }

  // ---- the same again

  private static String again(RunOptions options, long seed) {
    List<String> words = new ArrayList<>(List.of("understudy", "run"));
    if (options.program != null) {
      words.add(quoted(options.program));
    }
    if (options.scenario != null) {
      words.addAll(List.of("--scenario", quoted(options.scenario)));
    }
    words.addAll(List.of("--seed", Long.toString(seed)));
    options.crashes.forEach(text -> words.addAll(List.of("--crash", quoted(text))));
    options.faults.forEach(text -> words.addAll(List.of("--fault", quoted(text))));
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
    if (options.withoutFaults) {
      words.add("--no-faults");
    }
    if (EngineChoice.of("run", options.engine) != EngineChoice.COMPILED) {
      words.addAll(List.of("--engine", options.engine));
    }
    if (options.verify) {
      words.add("--verify");
    }
    return String.join(" ", words);
  }

  /** For a shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./@:+=,#%^-]+") && !word.startsWith("#")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
