package dev.understudy.browser.jdk.java.lang;

import java.util.function.Function;
import java.util.stream.Stream;

/** A stack that shows nothing: the page says what was judged, not which line of a judge said it. */
@SuppressWarnings("JavaLangClash") // It stands for that very class.
public final class StackWalker {
  private static final StackWalker INSTANCE = new StackWalker();

  private StackWalker() {}

  /** A method that runs. */
  public interface StackFrame {
    String getClassName();

    String getMethodName();

    int getLineNumber();
  }

  public static StackWalker getInstance() {
    return INSTANCE;
  }

  public <T> T walk(Function<? super Stream<StackFrame>, ? extends T> function) {
    return function.apply(Stream.empty());
  }
}
