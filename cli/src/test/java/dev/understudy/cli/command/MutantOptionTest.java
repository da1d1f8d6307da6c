package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bugs planted in one run of a user's own. */
class MutantOptionTest {

  @Test
  void aPlantedBugBreaksAPromiseThatIsKeptWithoutIt() {
    String[] sound = {"run", "threads", "--seed", "7"};
    String[] planted = {"run", "threads", "--seed", "7", "--mutant", "interrupt-one-late"};

    understudy(sound).isFine();
    Shell.Result broken = understudy(planted);

    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).contains("BROKEN  lockstep");
  }

  @Test
  void theLineThatShowsItAgainNamesTheBug() {
    Shell.Result broken = understudy("run", "dice", "--mutant", "entropy-not-logged");

    assertThat(broken.out()).contains("run dice --seed 1 --mutant entropy-not-logged");
  }

  @Test
  void theDebuggerGoesThroughTheRunWithTheBug(@TempDir Path folder) throws IOException {
    Path commands = Files.writeString(folder.resolve("commands.txt"), "where\n");
    String[] command = {
      "debug", "threads", "--mutant", "interrupt-one-late", "-x", commands.toString()
    };

    assertThat(understudy(command).isFine().out()).isNotEmpty();
  }

  @Test
  void aMisspeltBugGetsTheNearest() {
    understudy("run", "hello", "--mutant", "loser-goes")
        .isBadInput(
            "understudy run: invalid value for option '--mutant': unknown mutant 'loser-goes'; did"
                + " you mean 'loser-goes-on'?");
  }

  @Test
  void aRecordingWouldNotTellOfTheBug() {
    assertThat(
            understudy("run", "hello", "--mutant", "loser-goes-on", "--record", "hello.rec").err())
        .contains("--record, expected nothing of the kind beside --mutant");
  }

  @Test
  void strategiesAreComparedWithoutBugs() {
    assertThat(understudy("compare", "hello", "--mutant", "loser-goes-on").err())
        .contains("--mutant, expected by 'run' and 'debug'");
  }
}
