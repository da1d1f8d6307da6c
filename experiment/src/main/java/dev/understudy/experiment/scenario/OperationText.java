package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.PlannedOperation;
import java.util.List;
import java.util.Optional;

/**
 * Operations in one line, as on the command line and in reports: what, with what, when.
 *
 * <pre>
 * pause@20ms               resume@25ms              power-off@30ms
 * share:25%@5ms            ft-off@20ms              ft-on@30ms
 * ft-on:host-3@30ms        failover@20ms            move-backup:host-3@20ms
 * move-primary:host-3@20ms
 * </pre>
 *
 * {@link OperationSyntax} has a row for each.
 */
public final class OperationText {

  /** The words for operations. */
  public static final List<String> KINDS = OperationSyntax.words();

  static final String FORM =
      ValueTypes.oneOf(KINDS) + ", such as \"pause\" or \"move-backup:host-3\"";

  /** When an operation is ordered, in ns. */
  static final ValueType<Long> AT = ValueTypes.duration(0, ScenarioSchema.TIME_MAX);

  private OperationText() {}

  /** What became of a text: an order, or what is wrong with it. */
  public record Result(Optional<PlannedOperation> planned, Optional<Problem> problem) {}

  /**
   * Reads {@code WHAT@WHEN}, such as {@code pause@20ms}.
   *
   * @param source where it comes from, for the problem, such as {@code --do}
   */
  public static Result parse(String text, String source) {
    int at = text.lastIndexOf('@');
    int end = at < 0 ? text.length() : at;
    Operation operation;
    try {
      operation = OperationSyntax.parse(text.substring(0, end));
    } catch (ValueException wrong) {
      return failed(source, text, 0, end, "there is no such operation", wrong.expected());
    }
    if (at < 0) {
      return failed(source, text, end, end, "something is missing", "WHAT@WHEN: pause@20ms");
    }
    try {
      PlannedOperation planned = planned(AT.read(text.substring(at + 1)), operation);
      return new Result(Optional.of(planned), Optional.empty());
    } catch (ValueException wrong) {
      return failed(source, text, at + 1, text.length(), "this is no time", wrong.expected());
    }
  }

  private static Result failed(
      String source, String text, int from, int to, String message, String expected) {
    return new Result(
        Optional.empty(),
        Optional.of(new Problem(source, 1, from + 1, to - from, message, expected, text)));
  }

  /** An order with its text. */
  static PlannedOperation planned(long atNs, Operation operation) {
    return new PlannedOperation(
        atNs, operation, OperationSyntax.print(operation) + "@" + Units.TIME.print(atNs));
  }
}
