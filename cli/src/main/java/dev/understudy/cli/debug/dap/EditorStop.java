package dev.understudy.cli.debug.dap;

import java.util.List;

/**
 * Why the run stands still.
 *
 * @param reason in the protocol's words
 * @param breakpoints the numbers of those that were hit
 */
record EditorStop(String reason, String description, int host, List<Integer> breakpoints) {
  static EditorStop of(String reason, String description, int host) {
    return new EditorStop(reason, description, host, List.of());
  }
}
