package dev.understudy.cli.debug.dap;

import org.jspecify.annotations.Nullable;

/** Arguments that a request can't do without. */
final class Required {
  private Required() {}

  /**
   * The argument, which the library leaves null where the editor left it out.
   *
   * @throws RefusedException if it is not there
   */
  static <T> T argument(String name, @Nullable T value) {
    if (value == null) {
      throw new RefusedException("the request lacks '" + name + "'");
    }
    return value;
  }
}
