package dev.understudy.vm.asm;

import dev.understudy.vm.machine.Image;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of assembling a source: an image, or what is wrong with it.
 *
 * @param image present if and only if nothing is wrong
 * @param diagnostics the first ones in the order of the source
 * @param problems how many there were, shown or not
 */
public record Assembly(Optional<Image> image, List<Diagnostic> diagnostics, long problems) {
  public Assembly {
    diagnostics = List.copyOf(diagnostics);
  }

  /** All diagnostics with their source lines, for people; empty if nothing is wrong. */
  public String report() {
    String shown = diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
    long more = problems - diagnostics.size();
    return more == 0 ? shown : shown + "\nand " + AssemblyText.count(more, "more problem");
  }

  /**
   * The image of a source that is known to be good.
   *
   * @throws IllegalArgumentException with the report, if it is not
   */
  public Image orThrow() {
    return image.orElseThrow(() -> new IllegalArgumentException(report()));
  }
}
