package dev.understudy.cli.io;

import java.util.Locale;

/** When to colour what is printed. */
public enum ColourChoice {
  AUTO,
  ALWAYS,
  NEVER;

  /**
   * @param welcome whether the reader is a terminal that shows colours, and wants them
   */
  public boolean isOn(boolean welcome) {
    return switch (this) {
      case AUTO -> welcome;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
