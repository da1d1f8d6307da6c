package dev.understudy.sim.oracle;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/**
 * The places in the code of judges that can say that a promise is broken. Each has to be of use: a
 * planted bug that no other place notices.
 */
final class JudgingPlace {
  /** Who only passes on what a judge says. */
  private static final List<String> MESSENGERS = List.of("Findings", "Judge", "JudgingPlace");

  private JudgingPlace() {}

  /** The place that is speaking: class, method and line. Asked only where a promise is broken. */
  static String speaking() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !MESSENGERS.contains(nameOf(frame)))
                    .findFirst()
                    .map(JudgingPlace::text)
                    .orElse(""));
  }

  private static String text(StackFrame frame) {
    return nameOf(frame) + "." + frame.getMethodName() + ":" + frame.getLineNumber();
  }

  private static String nameOf(StackFrame frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
