package dev.understudy.cli.io;

import dev.understudy.base.NearestWord;

/** What to add to a message about a word that nobody knows. */
public final class Hint {
  private Hint() {}

  /** {@code "; did you mean 'bank'?"}, or nothing. */
  public static String of(String word, Iterable<String> known) {
    return NearestWord.of(word, known).map(meant -> "; did you mean '" + meant + "'?").orElse("");
  }
}
