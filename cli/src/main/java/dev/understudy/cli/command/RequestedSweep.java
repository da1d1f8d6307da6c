package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.TimeBudget;
import dev.understudy.cli.io.Workers;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.sweep.InstructionWindow;
import dev.understudy.experiment.sweep.Shard;
import dev.understudy.experiment.sweep.SweepFault;
import dev.understudy.experiment.sweep.SweepPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be swept, put together from arguments, files and what ships.
 *
 * @param program its name
 * @param again the run without its faults, as a command
 * @param plans makes a plan for each worker, which then shares nothing with the others
 * @param identity what decides what is explored, in one word
 * @param inputs every file that was read for it
 * @param budgetNs how long it may take; {@link Long#MAX_VALUE}: until it is done
 */
record RequestedSweep(
    String program,
    String again,
    long seed,
    Supplier<SweepPlan> plans,
    String identity,
    Shard shard,
    ImmutableList<Path> inputs,
    long budgetNs) {

  private static final Pattern WINDOW = Pattern.compile("([0-9]{1,18})\\.\\.([0-9]{1,18})");

  static RequestedSweep of(SweepOptions options) {
    Workers.require("sweep", options.workers);
    RunOptions run = runOptions(options);
    RequestedRun session = RequestedRun.of("sweep", run);
    Scenario scenario = session.scenario();
    if (scenario.hosts().size() != 2) {
      throw new BadInputException(
          "understudy sweep: the scenario has "
              + ReadableNumbers.count(scenario.hosts().size(), "host")
              + ", expected 2: a primary and its backup");
    }
    if (scenario.cluster().isThere()) {
      throw new BadInputException(
          "understudy sweep: the scenario has a cluster service (cluster.replace-after), expected"
              + " none: a sweep enumerates the faults of one pair");
    }
    if (session.setup().grows()) {
      throw new BadInputException(
          "understudy sweep: the scenario has an operation that starts a host (ft-on, move-backup,"
              + " move-primary), expected none: a sweep enumerates the faults of one pair");
    }
    ImmutableList<SweepFault> kinds = kinds(options.faults);
    InstructionWindow window = window(options.instructions);
    Supplier<SweepPlan> plans =
        () ->
            new SweepPlan(
                RequestedRun.of("sweep", run).setup(),
                kinds,
                window,
                options.pairs,
                !options.withoutMerging);
    String identity =
        String.join(
            " ",
            session.guest().image().hash().text(),
            scenario.toTomlInFull(),
            String.join(",", kinds.stream().map(SweepFault::word).toList()),
            window.from() + ".." + window.to(),
            options.pairs ? "pairs" : "",
            options.withoutMerging ? "whole" : "");
    return new RequestedSweep(
        session.guest().name(),
        session.again().run().replace(" --no-faults", ""),
        scenario.seed(),
        plans,
        HexFormat.of().formatHex(Hashing.murmur3_128().hashString(identity, UTF_8).asBytes()),
        shard(options.shard),
        session.inputs(),
        TimeBudget.ns("sweep", options.budget));
  }

  private static RunOptions runOptions(SweepOptions options) {
    if (options.arguments.size() > 1) {
      throw new BadInputException(
          "understudy sweep: unexpected argument '"
              + options.arguments.get(1)
              + "', expected one program; reports go with --merge");
    }
    RunOptions run = new RunOptions();
    run.program = options.arguments.isEmpty() ? null : options.arguments.get(0);
    run.scenario = options.scenario;
    run.seed = options.seed;
    run.engine = options.engine;
    run.withoutFaults = true;
    run.sweepWorkload = !options.full;
    return run;
  }

  private static ImmutableList<SweepFault> kinds(List<String> words) {
    if (words.isEmpty()) {
      return ImmutableList.copyOf(SweepFault.values());
    }
    List<String> known = Arrays.stream(SweepFault.values()).map(SweepFault::word).toList();
    List<SweepFault> kinds = new ArrayList<>();
    for (String word : words) {
      if (!known.contains(word)) {
        throw new BadInputException(
            "understudy sweep: --faults: there is no '"
                + word
                + "', expected some of "
                + String.join(", ", known)
                + Hint.of(word, known));
      }
      kinds.add(SweepFault.values()[known.indexOf(word)]);
    }
    return kinds.stream().distinct().sorted().collect(ImmutableList.toImmutableList());
  }

  private static InstructionWindow window(@Nullable String text) {
    if (text == null) {
      return InstructionWindow.NONE;
    }
    if (text.equals("all")) {
      return InstructionWindow.ALL;
    }
    Matcher matcher = WINDOW.matcher(text);
    if (!matcher.matches() || number(matcher, 1) > number(matcher, 2)) {
      throw new BadInputException(
          "understudy sweep: --instructions '" + text + "', expected FROM..TO, such as 1000..3000");
    }
    return new InstructionWindow(number(matcher, 1), number(matcher, 2));
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }

  private static Shard shard(@Nullable String text) {
    return text == null
        ? Shard.WHOLE
        : Shard.parse(text)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "understudy sweep: --shard '" + text + "', expected I/N, such as 3/16"));
  }
}
