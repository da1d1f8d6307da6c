package dev.understudy.browser.wasm;

import dev.understudy.browser.engine.ExplorerEngine;
import dev.understudy.inspect.recording.Build;
import org.teavm.interop.Export;
import org.teavm.interop.Import;

/**
 * The engine's door in WebAssembly: texts go in and out one UTF-16 unit at a time, so that nothing
 * but numbers crosses it, and the page needs no library that makes code of texts.
 */
public final class EngineExports {
  private static final ExplorerEngine ENGINE =
      new ExplorerEngine(new Build("page", "page"), ns -> progress((double) ns));
  private static final StringBuilder QUESTION = new StringBuilder();
  private static String answer = "";

  private EngineExports() {}

  public static void main(String[] args) {}

  /** Tells the page how far a run is, in ns. */
  @Import(module = "understudy", name = "progress")
  private static native void progress(double ns);

  /** Takes the next unit of a request. */
  @Export(name = "put")
  static void put(int unit) {
    QUESTION.append((char) unit);
  }

  /** Answers the request that was put in; returns the length of the answer. */
  @Export(name = "answer")
  static int answer() {
    String question = QUESTION.toString();
    QUESTION.setLength(0);
    answer = ENGINE.answer(question);
    return answer.length();
  }

  /** The unit of the answer at an index. */
  @Export(name = "unit")
  static int unit(int index) {
    return answer.charAt(index);
  }
}
