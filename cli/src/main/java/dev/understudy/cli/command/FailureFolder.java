package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.OutputFolder;
import dev.understudy.experiment.fuzz.FuzzReport.Group;
import dev.understudy.experiment.fuzz.Fuzzer;
import dev.understudy.experiment.report.FailureReport;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextWrap;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.shrink.Shrinker;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.vm.image.ImageFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
  private static final String SCENARIO = "scenario.toml";
  private static final int LONGEST_NAME = 255;

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
        Shrinker.shrink(found, group.signature(), fuzzer.shrinkingWorlds(), fuzzer::judged)
            .outcome();
    Breach breach =
        smallest.breaches().stream()
            .filter(group.signature()::isBehind)
            .findFirst()
            .orElse(group.breach());
    String name =
        beginning(smallest.experiment().scenario().name(), seed) + group.witness().number();
    return new FailureFolder(group, smallest, breach, name);
  }

  /** How the names of all folders of a campaign begin. */
  static String beginning(String program, long seed) {
    return (program + "-" + seed + "-").replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** Writes the scenario and the report into a folder of their own, and points a link there. */
  void save(OutputFolder root) {
    Scenario scenario = smallest.experiment().scenario();
    again = Launcher.command() + " run --scenario " + root.path().resolve(name).resolve(SCENARIO);
    try {
      root.write(List.of(name, SCENARIO), portable(scenario).getBytes(UTF_8));
      root.write(
          List.of(name, "as-found.toml"), portable(group.witness().scenario()).getBytes(UTF_8));
      if (!GuestProgram.ships(scenario.program())) {
        root.write(List.of(name, IMAGE), ImageFile.encode(smallest.experiment().image()));
      }
      root.write(
          List.of(name, "report.txt"),
          (String.join("\n", lines(ReportLayout.STANDARD)) + "\n").getBytes(UTF_8));
      link(root.path().resolve(LATEST));
    } catch (IOException e) {
      throw new BadInputException(
          "understudy fuzz: --artifacts '" + root.path() + "': " + e.getMessage());
    }
  }

  /** A guest that does not ship lies beside the scenario. */
  private static String portable(Scenario scenario) {
    return GuestProgram.ships(scenario.program())
        ? scenario.toToml()
        : scenario.builder().program(IMAGE).scenario().toToml();
  }

  /**
   * Where there are no links, a file says which folder it is. What somebody else has put there
   * under that name stays.
   */
  private void link(Path latest) throws IOException {
    if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS) && !isOurs(latest)) {
      return;
    }
    Files.deleteIfExists(latest);
    try {
      Files.createSymbolicLink(latest, Path.of(name));
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.writeString(latest, name + "\n", UTF_8);
    }
  }

  /** Whether it says where a folder is: nothing is lost with it. */
  private static boolean isOurs(Path latest) throws IOException {
    if (Files.isSymbolicLink(latest)) {
      return true;
    }
    if (!Files.isRegularFile(latest) || Files.size(latest) > LONGEST_NAME) {
      return false;
    }
    String said = Files.readString(latest, ISO_8859_1).strip();
    return said.matches("[A-Za-z0-9._-]+") && Files.isDirectory(latest.resolveSibling(said));
  }

  List<String> lines(ReportLayout layout) {
    List<String> lines = new ArrayList<>(FailureReport.of(smallest, breach, again, layout));
    lines.add("");
    String others =
        "  in "
            + ReadableNumbers.count(group.runs(), "run")
            + " the cause was the same; the first was run "
            + group.witness().number();
    lines.addAll(TextWrap.laidOut(others, layout.width()));
    return lines;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("oracle", breach.oracle());
    json.put("seen", breach.text());
    json.put("cause", group.signature().text());
    json.put("runs", group.runs());
    json.put("number", group.witness().number());
    json.put("scenario", smallest.experiment().scenario().toToml());
    json.put("again", again);
    return json;
  }
}
