package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.Fault;
import dev.understudy.vm.machine.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can't be is refused in the same words, through whichever door it comes: a scenario's file,
 * an option of the command line, an operation of a run that is under way.
 */
class SameWordsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aPlaceThatThereIsNot() throws IOException {
    String sentence = "there are 2 hosts only";
    String expected = "host-1 to host-2";

    refuses(file("[[faults]]\nkind = 'crash'\nat = '1ms'\ntarget = 'host-3'"), sentence, expected);
    refuses(file("[[faults]]\nkind = 'cut'\nat = '1ms'\nto = 'host-3'"), sentence, expected);
    refuses(file("[[faults]]\nkind = 'crash'\nat = 'host-3:5'"), sentence, expected);
    refuses(file("[[operations]]\ndo = 'ft-on:host-3'\nat = '1ms'"), sentence, expected);
    refuses(option("--crash", "host-3@1ms"), sentence, expected);
    refuses(option("--crash", "primary@host-3:5"), sentence, expected);
    refuses(option("--fault", "cut channel:primary:host-3@1ms"), sentence, expected);
    refuses(option("--do", "ft-on:host-3@1ms"), sentence, expected);
    refusesToBegin(bank().withFaults(List.of(fault("crash host-3@1ms"))), sentence);
    refusesToBegin(bank().withFaults(List.of(fault("crash primary@host-3:5"))), sentence);
    refusesToBegin(
        bank()
            .builder()
            .operations(
                List.of(OperationText.parse("ft-on:host-3@1ms", "").planned().orElseThrow()))
            .scenario(),
        sentence);
  }

  @Test
  void aTimeAtWhichTheRunIsOver() throws IOException {
    String sentence = "the run is over by then";
    String expected = "less than the length, 2s";

    refuses(file("[[faults]]\nkind = 'crash'\nat = '20s'"), sentence, expected);
    refuses(file("[[operations]]\ndo = 'pause'\nat = '20s'"), sentence, expected);
    refuses(option("--crash", "primary@20s"), sentence, expected);
    refuses(option("--fault", "pause primary@20s"), sentence, expected);
    refuses(option("--do", "pause@20s"), sentence, expected);
  }

  @Test
  void aGuestThatCanNotBeCloned() throws IOException {
    String sentence = "a guest whose checkpoints are shipped can't be cloned";
    String expected = "another replication.strategy than checkpoint, or no cluster service";
    String cluster = "[cluster]\nreplace-after = '5ms'\n";

    refuses(file(cluster + "[replication]\nstrategy = 'checkpoint'"), sentence, expected);
    refuses(scenario(cluster, "--strategy", "checkpoint"), sentence, expected);
    for (String operation : List.of("ft-on", "move-backup:host-1", "move-primary:host-2")) {
      Shell.Result run =
          understudy(
              "run", "bank", "--strategy", "checkpoint", "--do", operation + "@20ms", "--quiet");
      assertThat(run.err()).isEqualTo(operation + "@20ms came to nothing: " + sentence + "\n");
    }
  }

  @Test
  void readsThatNobodyRepeats() throws IOException {
    String sentence = "a backup that gets checkpoints replays nothing that it could repeat";
    String expected = "\"logged\", or another replication.strategy than checkpoint";
    String disk = "[disk]\nreads = 'repeated'\n";

    refuses(file(disk + "[replication]\nstrategy = 'checkpoint'"), sentence, expected);
    refuses(scenario(disk, "--strategy", "checkpoint"), sentence, expected);
  }

  @Test
  void endsBetweenWhichNothingCanBeCut() throws IOException {
    String sentence = "nothing can be cut there";
    String cut = "[[faults]]\nkind = 'cut'\nat = '1ms'\nfrom = 'primary'\n";

    refuses(file(cut + "to = 'primary'"), sentence, "two different ends");
    refuses(option("--fault", "cut channel:primary:primary@1ms"), sentence, "two different ends");
    String storage = "hosts: the disk is on the storage network only";
    refuses(file(cut + "to = 'disk'"), sentence, storage);
    refuses(option("--fault", "cut channel:primary:disk@1ms"), sentence, storage);
  }

  @Test
  void instructionsThatNobodyCounts() throws IOException {
    String sentence = "nobody counts there";
    String expected = "a time or an event: only a host counts instructions";

    refuses(
        file("[[faults]]\nkind = 'cut'\nat = '#5'\nfrom = 'all'\nto = 'primary'"),
        sentence,
        expected);
    refuses(option("--fault", "cut channel:all:primary@#5"), sentence, expected);
  }

  @Test
  void valuesOutOfTheirRange() throws IOException {
    String slow = "[[faults]]\nkind = 'slow'\nat = '1ms'\n";
    refuses(file(slow + "factor = 1"), "", "something from 2 to 1000");
    refuses(option("--fault", "slow primary:1@1ms"), "", "something from 2 to 1000");
    refuses(file(slow + "for = '0ns'"), "", "something from 1ns to 86400s");
    refuses(option("--fault", "slow primary:2@1ms+0ns"), "", "something from 1ns to 86400s");
    refuses(file(slow.replace("1ms", "-1ms")), "", "a time of at least 0");
    refuses(option("--fault", "slow primary:2@-1ms"), "", "a time of at least 0");
    refuses(file("[[operations]]\ndo = 'pause'\nat = '-1ms'"), "", "something from 0ns to 86400s");
    refuses(option("--do", "pause@-1ms"), "", "something from 0ns to 86400s");
    refuses(file("[[operations]]\ndo = 'share:0%'\nat = '1ms'"), "", "a share from 1% to 100%");
    refuses(option("--do", "share:0%@1ms"), "", "a share from 1% to 100%");
  }

  // ---- doors

  private Shell.Result file(String tables) throws IOException {
    return scenario(tables + "\n");
  }

  private Shell.Result scenario(String tables, String... options) throws IOException {
    Path file = folder.resolve("scenario.toml");
    Files.writeString(file, "program = 'bank'\n" + tables, UTF_8);
    List<String> arguments = new ArrayList<>(List.of("run", "--scenario"));
    arguments.add(file.toString());
    arguments.addAll(List.of(options));
    return understudy(arguments.toArray(new String[0]));
  }

  private static Shell.Result option(String name, String text) {
    return understudy("run", "bank", name, text);
  }

  private static Scenario bank() {
    return Scenario.of("bank");
  }

  private static Fault fault(String text) {
    return FaultText.parse(text, "test").fault().orElseThrow();
  }

  private static void refuses(Shell.Result result, String sentence, String expected) {
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines())
        .as("%s", result.arguments())
        .singleElement()
        .asString()
        .contains(": " + sentence)
        .endsWith(", expected " + expected);
  }

  private static void refusesToBegin(Scenario scenario, String sentence) {
    SetupFactory setupFactory = SetupFactory.faultTolerant(Interpreter.INSTANCE);
    var image = GuestProgram.load("bank").image();

    assertThatThrownBy(() -> setupFactory.setup(scenario, image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
