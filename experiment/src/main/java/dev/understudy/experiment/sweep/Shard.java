package dev.understudy.experiment.sweep;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of a sweep: of each {@code of} blocks in a row the one with this number.
 *
 * @param number from 1
 * @param of how many shares there are
 */
public record Shard(int number, int of) {
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

  /** Reads {@code 3/16}; empty if it is no share. */
  public static Optional<Shard> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    int of = Integer.parseInt(matcher.group(2));
    return number >= 1 && number <= of ? Optional.of(new Shard(number, of)) : Optional.empty();
  }

  /** Its blocks of as many as a sweep has. */
  BlockSet blocks(int count) {
    BitSet blocks = new BitSet();
    for (long block = number - 1L; block < count; block += of) {
      blocks.set((int) block);
    }
    return BlockSet.of(blocks);
  }
}
