package dev.understudy.vm.asm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One use of a macro. */
record MacroUse(Macro macro, Token use, int depth, @Nullable MacroUse outer) {
  private static final int SHOWN_USES = 3;

  boolean isOf(Macro other) {
    return macro.name().text().equals(other.name().text()) || (outer != null && outer.isOf(other));
  }

  /** The uses that led here, innermost first, as a diagnostic tells them. */
  List<String> trail() {
    List<String> uses = new ArrayList<>();
    for (MacroUse e = this; e != null; e = e.outer) {
      if (uses.size() == SHOWN_USES) {
        uses.add("and " + AssemblyText.count(e.depth, "use") + " around it");
        break;
      }
      uses.add("in macro '" + e.macro.name().text() + "' used at " + e.use.place());
    }
    return uses;
  }
}
