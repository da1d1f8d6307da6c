package dev.understudy.disk;

/** What an incarnation is to the disk; it follows from the generations alone. */
public enum IncarnationStanding {
  /** Never in any generation. */
  FOREIGN,
  /** The newest generation's backup, while nobody has won: may read, and try to win. */
  STANDBY,
  /** The newest generation's primary while nobody has won, or else its owner: may write. */
  ACTING,
  /** Was in a generation and lost it, or was left out of the next. There is no way back. */
  FENCED
}
