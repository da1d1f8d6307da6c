package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.experiment.fuzz.FuzzReport.Group;
import dev.understudy.experiment.fuzz.Fuzzer;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.shrink.Shrinker;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.vm.image.ImageFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure made small, and the folder in which it is kept. */
final class FailureFolder {
  private static final String IMAGE = "guest.img";
  private static final String LATEST = "latest";

  private final Group group;
  private final Outcome smallest;
  private final Breach breach;
  private final String name;
  private String again;

  private FailureFolder(Group group, Outcome smallest, Breach breach, String name) {
    this.group = group;
    this.smallest = smallest;
    this.breach = breach;
    this.name = name;
    this.again = "";
  }

  static FailureFolder of(Fuzzer fuzzer, Group group, long seed) {
    Outcome found = fuzzer.judged(fuzzer.experiment(group.witness().scenario()));
    Outcome smallest =
        Shrinker.shrink(found, group.cause(), fuzzer.shrinkingWorlds(), fuzzer::judged).outcome();
    Breach breach =
        smallest.breaches().stream()
            .filter(group.cause()::isBehind)
            .findFirst()
            .orElse(group.breach());
    String program = smallest.experiment().scenario().name();
    String name = program + "-" + seed + "-" + group.witness().number();
    return new FailureFolder(group, smallest, breach, name.replaceAll("[^A-Za-z0-9._-]", "_"));
  }

  /** Writes the scenario and the report into a folder of their own, and points a link there. */
  void save(String root) {
    Path parent = InputFile.path(root);
    Path folder = parent.resolve(name);
    try {
      Files.createDirectories(folder);
      Path scenario = folder.resolve("scenario.toml");
      again = Launcher.command() + " run --scenario " + scenario;
      Files.writeString(scenario, portable(smallest.experiment().scenario()), UTF_8);
      Files.writeString(
          folder.resolve("as-found.toml"), portable(group.witness().scenario()), UTF_8);
      if (!GuestProgram.ships(smallest.experiment().scenario().program())) {
        Files.write(folder.resolve(IMAGE), ImageFile.encode(smallest.experiment().image()));
      }
      Files.writeString(folder.resolve("report.txt"), String.join("\n", lines()) + "\n", UTF_8);
      link(parent.resolve(LATEST));
    } catch (IOException e) {
      throw new BadInputException("understudy fuzz: --artifacts '" + root + "': " + e.getMessage());
    }
  }

  /** A guest that does not ship lies beside the scenario. */
  private static String portable(Scenario scenario) {
    return GuestProgram.ships(scenario.program())
        ? scenario.toToml()
        : scenario.builder().program(IMAGE).scenario().toToml();
  }

  /** Where there are no links, the file says which folder it is. */
  private void link(Path latest) throws IOException {
    Files.deleteIfExists(latest);
    try {
      Files.createSymbolicLink(latest, Path.of(name));
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.writeString(latest, name + "\n", UTF_8);
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(FailureReport.of(smallest, breach, again));
    lines.add("");
    lines.add(
        "  in "
            + ReadableNumbers.count(group.runs(), "run")
            + " the cause was the same; the first was run "
            + group.witness().number());
    return lines;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("oracle", breach.oracle());
    json.put("seen", breach.text());
    json.put("cause", group.cause().text());
    json.put("runs", group.runs());
    json.put("number", group.witness().number());
    json.put("scenario", smallest.experiment().scenario().toToml());
    json.put("again", again);
    return json;
  }
}
