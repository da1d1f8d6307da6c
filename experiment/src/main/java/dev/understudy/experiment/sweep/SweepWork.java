package dev.understudy.experiment.sweep;

/** Who shares the work of a sweep out, and hears what becomes of it. For one worker. */
public interface SweepWork {

  /**
   * The block to explore after one.
   *
   * @param after the last one, -1 at first
   * @return a later one; negative: no more
   */
  int nextBlock(int after);

  /** What became of a block. */
  void done(BlockReport block);

  /**
   * Asked between tails; a block that is left then is reported as far as it was explored.
   *
   * @return whether to stop
   */
  boolean mustStop();

  /**
   * A point of the present block was explored.
   *
   * @param kept whether every promise was kept
   */
  default void explored(boolean kept) {}
}
