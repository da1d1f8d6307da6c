package dev.understudy.vm.asm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the expanded source: labels, then maybe an instruction or a directive.
 *
 * @param number counts the lines of the expanded source
 * @param broken a word of it was already reported, so nothing more is said about it
 */
record Statement(
    int number,
    List<Label> labels,
    @Nullable Token head,
    List<Argument> arguments,
    boolean broken,
    @Nullable MacroUse expansion) {

  /** A label where it stands, and the symbol it defines: {@code main.loop} for {@code .loop}. */
  record Label(Token word, String symbol) {}
}
