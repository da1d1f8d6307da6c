package dev.understudy.base;

import java.util.Locale;
import java.util.Optional;

/** Guesses which known word a misspelt one was meant to be. */
public final class NearestWord {
  /** Longer words are no typing mistakes, and comparing them costs time. */
  private static final int LONGEST = 60;

  private NearestWord() {}

  /**
   * The known word that is a few keystrokes away, if any; the first of several. One keystroke is
   * allowed for each three letters, and one always; large and small letters are the same.
   */
  public static Optional<String> of(String word, Iterable<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    // Some letter has to remain: the dash that two options share doesn't make -x a misspelt -h.
    int letters = (int) wanted.chars().filter(c -> c != '-').count();
    int fewest = Math.min(letters, Math.max(1, letters / 3) + 1);
    String nearest = "";
    for (String candidate : known) {
      if (Math.abs(wanted.length() - candidate.length()) < fewest) {
        int keystrokes = keystrokes(wanted, candidate.toLowerCase(Locale.ROOT));
        if (keystrokes < fewest) {
          fewest = keystrokes;
          nearest = candidate;
        }
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** Letters to insert, delete, replace or swap with their neighbour. */
  private static int keystrokes(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, i, to, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, int i, String to, int j) {
    int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + replaced);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
