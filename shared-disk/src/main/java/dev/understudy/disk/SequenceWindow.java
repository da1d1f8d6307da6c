package dev.understudy.disk;

/**
 * Which writes of one incarnation were applied: the highest sequence number and a bit for each of
 * the {@link SharedDisk#WRITE_WINDOW} numbers up to it. Two words, however long the run.
 *
 * @param highest the highest sequence number applied, 0 if none
 * @param applied bit i stands for sequence number {@code highest - i}
 */
public record SequenceWindow(long highest, long applied) {
  static final SequenceWindow NEW = new SequenceWindow(0, 0);

  /** True if {@code sequence} is in the window and was applied. */
  public boolean contains(long sequence) {
    long age = highest - sequence;
    return age >= 0 && age < SharedDisk.WRITE_WINDOW && (applied >>> age & 1) != 0;
  }

  /**
   * Whether {@code sequence} lies behind the window, so that it is not known any more whether it
   * was applied.
   */
  public boolean isBehind(long sequence) {
    return highest - sequence >= SharedDisk.WRITE_WINDOW;
  }

  /** The window once {@code sequence}, at least 1, was applied; forgets what it then leaves. */
  public SequenceWindow with(long sequence) {
    if (sequence <= highest) {
      return isBehind(sequence)
          ? this
          : new SequenceWindow(highest, applied | 1L << (highest - sequence));
    }
    long step = sequence - highest;
    long kept = step < SharedDisk.WRITE_WINDOW ? applied << step : 0;
    return new SequenceWindow(sequence, kept | 1);
  }
}
