package dev.understudy.ft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.TransitionTable.Outcome;
import dev.understudy.ft.protocol.TransitionTable.Situation;
import dev.understudy.ft.protocol.TransitionTable.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares the tables of docs/understand/PROTOCOL.md with what the code does. */
class ProtocolPageTest {
  private static final Path PAGE = Path.of("..", "docs", "understand", "PROTOCOL.md");
  private static final String BEGIN = "<!-- tables: written by ProtocolPageTest -->\n";
  private static final String END = "<!-- end of tables -->\n";
  private static final String REFRESH =
      "mvn -q -pl ft-protocol -am test -Dtest=ProtocolPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  @Test
  void thePageIsFresh() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(end).as("%s keeps its tables between %s and %s", PAGE, BEGIN, END).isPositive();
    String fresh = page.substring(0, begin) + "\n" + ProtocolPage.tables() + page.substring(end);
    if (System.getProperty("refresh") != null) {
      Files.writeString(PAGE, fresh);
    } else {
      assertThat(page)
          .as("docs/understand/PROTOCOL.md is stale; to write it anew: %s", REFRESH)
          .isEqualTo(fresh);
    }
  }

  @Test
  void everyStateIsThere() {
    TreeSet<State> states = new TreeSet<>();
    for (Situation situation : TransitionTable.situations()) {
      assertThat(situation.host().get().protocol().state()).isEqualTo(situation.state());
      states.add(situation.state());
    }
    assertThat(states).containsExactly(State.values());
  }

  @Test
  void everyReasonToIgnoreOccursButOne() {
    TreeSet<IgnoreReason> seen = new TreeSet<>();
    for (Situation situation : TransitionTable.situations()) {
      for (Trial trial : TransitionTable.trials()) {
        Outcome outcome = TransitionTable.outcome(situation, trial);
        if (outcome.ignored()) {
          seen.add(outcome.reason());
        }
      }
    }
    // An entry after the guest's end takes two events: PrimaryTest has it.
    seen.add(IgnoreReason.GUEST_ENDED);
    assertThat(seen).containsExactly(IgnoreReason.values());
  }

  /** No event leads out of a final state, and redundancy comes with a renew alone. */
  @Test
  void onlyANextGenerationLeadsToRedundancy() {
    for (Situation situation : TransitionTable.situations()) {
      for (Trial trial : TransitionTable.trials()) {
        Outcome outcome = TransitionTable.outcome(situation, trial);
        if (outcome.before() != outcome.after()) {
          boolean renewed =
              outcome.before() == State.RENEWING && trial.name().startsWith("renew: ");
          boolean joined = outcome.before() == State.JOINING && outcome.after() == State.REPLAYING;
          assertThat(renewed || joined || !outcome.after().paired())
              .as("%s in %s", trial.name(), situation.name())
              .isTrue();
          assertThat(outcome.before()).isNotEqualTo(State.HALTED);
        }
      }
    }
  }
}
