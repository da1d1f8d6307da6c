package dev.understudy.cli.debug;

import dev.understudy.vm.machine.SourceLine;
import java.util.Optional;

/** The lines from which a guest was assembled, with their comments. */
public interface SourceText {
  /** Of a guest whose sources nobody has. */
  SourceText NONE = line -> Optional.empty();

  /** A line as it stands in its file; empty if that is not at hand. */
  Optional<String> of(SourceLine line);
}
