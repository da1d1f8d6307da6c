package dev.understudy.cli.command;

import dev.understudy.cli.io.Hint;
import dev.understudy.experiment.mutant.Mutant;
import dev.understudy.experiment.scenario.DurationText;
import dev.understudy.ft.replica.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What decides a run: the same values give the same run, bit for bit. */
final class RunOptions {
  @Parameters(
      paramLabel = "PROGRAM",
      arity = "0..1",
      description = {
        "A program that ships, a source file or an image. Default: what the scenario names."
      })
  @Nullable String program;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = {
        "Hosts, networks, clients and faults, as TOML. Default: what ships with the program, or"
            + " NAME.toml beside a file, or two hosts and nothing else."
      })
  @Nullable String scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Seed.class,
      description = "Everything random follows from it. Default: the scenario's.")
  @Nullable Long seed;

  @Option(
      names = "--length",
      paramLabel = "TIME",
      converter = Length.class,
      description = {
        "Virtual time at which the run ends at the latest, such as 50ms. Default: the scenario's."
      })
  @Nullable Long lengthNs;

  @Option(
      names = "--solo",
      description = "One host without a backup, and without the scenario's own faults.")
  boolean solo;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      converter = StrategyName.class,
      description = {
        "What waits for the backup: none, async, sync, epoch, vm-ft or checkpoint. Default: the"
            + " scenario's, which is vm-ft unless it says otherwise."
      })
  @Nullable Strategy strategy;

  @Option(
      names = "--crash",
      paramLabel = "WHOM@WHEN",
      description = {
        "Kill a host; repeatable. WHOM: primary, backup (the one at that time), host-1 ... WHEN:"
            + " 20ms, #120000 (instructions), entry:412 (log entry; also received, replayed,"
            + " output, sent), host-1:57 (right before the 57th thing that host-1 does). Faults"
            + " given here take the place of the scenario's."
      })
  List<String> crashes = new ArrayList<>();

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = {
        "Any other fault, as one argument; repeatable: \"pause primary@5ms+20ms\","
            + " \"slow backup:4@5ms\", \"cut channel:primary:backup@20ms+5ms\","
            + " \"disk-outage disk@20ms+5ms\"."
      })
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--do",
      paramLabel = "WHAT@WHEN",
      description = {
        "An operation on the guest or its hosts; repeatable: pause@20ms, resume@25ms,"
            + " power-off@30ms, share:25%%@5ms, ft-off@20ms, ft-on@30ms, failover@20ms,"
            + " move-backup:host-3@20ms, move-primary:host-3@20ms. Those given here take the place"
            + " of the scenario's."
      })
  List<String> operations = new ArrayList<>();

  @Option(
      names = "--sweep-workload",
      description = "The small workload that the scenario has for sweeps.")
  boolean sweepWorkload;

  @Option(names = "--no-faults", description = "Leave out the scenario's own faults.")
  boolean withoutFaults;

  @Option(
      names = "--mutant",
      paramLabel = "NAME",
      converter = PlantedBug.class,
      description = {
        "Plant this bug of the kill matrix in all hosts. docs/reference/KILLMATRIX.md lists them."
      })
  @Nullable Mutant mutant;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = {
        "What executes the guest: compiled, interpreted, or mixed (the hosts in turn, to check one"
            + " by the other). They differ in speed alone. Default: ${DEFAULT-VALUE}."
      })
  String engine = EngineChoice.COMPILED.word();

  @Option(
      names = "--verify",
      description = "Compare all of memory at every log entry, not only the registers. Slower.")
  boolean verify;

  static final class StrategyName implements ITypeConverter<Strategy> {
    @Override
    public Strategy convert(String text) {
      for (Strategy strategy : Strategy.values()) {
        if (strategy.label().equals(text)) {
          return strategy;
        }
      }
      throw new TypeConversionException(
          "'"
              + text
              + "' is no strategy, expected one of: "
              + Arrays.stream(Strategy.values())
                  .map(Strategy::label)
                  .collect(Collectors.joining(", ")));
    }
  }

  static final class PlantedBug implements ITypeConverter<Mutant> {
    @Override
    public Mutant convert(String text) {
      List<String> known = Mutant.all().stream().map(Mutant::name).toList();
      return Mutant.find(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown mutant '" + text + "'" + Hint.of(text, known)));
    }
  }

  static final class Length implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return DurationText.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is no length, expected " + DurationText.form()));
    }
  }

  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is no seed, expected a whole number of 64 bits");
      }
    }
  }
}
