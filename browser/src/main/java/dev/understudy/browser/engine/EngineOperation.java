package dev.understudy.browser.engine;

import java.util.Arrays;
import java.util.Optional;

/** What a request may ask for, by the word in its {@code op}. */
enum EngineOperation {
  PROGRAMS("programs"),
  OPEN("open"),
  PICTURE("picture"),
  SEEK("seek"),
  STEP("step"),
  BRANCH("branch"),
  FORK("fork"),
  RECORD("record"),
  CLOSE("close");

  private final String word;

  EngineOperation(String word) {
    this.word = word;
  }

  static Optional<EngineOperation> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
