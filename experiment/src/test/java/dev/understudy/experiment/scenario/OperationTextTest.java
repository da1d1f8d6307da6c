package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.world.PlannedOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause@20ms",
        "resume@0ns",
        "power-off@1s",
        "share:1%@20ms",
        "share:100%@20ms",
        "ft-off@20ms",
        "ft-on@20ms",
        "ft-on:host-3@20ms",
        "failover@20ms",
        "move-backup:host-12@20ms",
        "move-primary:host-1@20ms"
      })
  void whatWasReadIsPrintedAlike(String text) {
    PlannedOperation planned = OperationText.parse(text, "test").planned().orElseThrow();
    assertThat(planned.text()).isEqualTo(text);
    assertThat(OperationSyntax.print(planned.operation())).isEqualTo(text.split("@")[0]);
  }

  /** Where the trouble begins, how long it is, and what would be right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pauze@20ms            | 1 | 5  | did you mean pause?",
        "pause                 | 6 | 0  | WHAT@WHEN: pause@20ms",
        "pause@soon            | 7 | 4  | a duration",
        "pause@-1ms            | 7 | 4  | something from 0ns to 86400s",
        "pause:host-1@1ms      | 1 | 12 | pause and nothing else",
        "share@1ms             | 1 | 5  | share:25%",
        "share:0%@1ms          | 1 | 8  | from 1% to 100%",
        "share:101%@1ms        | 1 | 10 | from 1% to 100%",
        "share:half@1ms        | 1 | 10 | share:25%",
        "move-backup@1ms       | 1 | 11 | move-backup:host-3",
        "move-primary:backup@1ms | 1 | 19 | and no role",
        "ft-on:disk@1ms        | 1 | 10 | a place"
      })
  void whatDoesNotFitSaysWhatWould(String text, int column, int length, String expected) {
    Problem problem = OperationText.parse(text, "--do").problem().orElseThrow();
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.length()).isEqualTo(length);
    assertThat(problem.expected()).contains(expected);
  }
}
