package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.LaunchedRun.Library;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.lsp4j.debug.Source;
import org.jspecify.annotations.Nullable;

/** Which instructions stand in which line of which file, and where editors find the file. */
final class SourceLines {
  private final Image image;
  private final Library library;
  private final Labels labels;
  private final List<String> files;

  /** The first instruction of each line that has one, by file. */
  private final TreeMap<String, TreeMap<Integer, Integer>> firsts = new TreeMap<>();

  /** The path at which an editor said that it has a file. */
  private final TreeMap<String, String> told = new TreeMap<>();

  SourceLines(Image image, Library library) {
    this.image = image;
    this.library = library;
    this.labels = Labels.of(image);
    for (Map.Entry<Integer, SourceLine> one : image.sourceLines().entrySet()) {
      firsts
          .computeIfAbsent(one.getValue().file(), unused -> new TreeMap<>())
          .putIfAbsent(one.getValue().line(), one.getKey());
    }
    files = new ArrayList<>(new TreeSet<>(firsts.keySet()));
  }

  Optional<SourceLine> at(int address) {
    return image.sourceLine(address);
  }

  String describe(int address) {
    return labels.describe(address);
  }

  Map<String, Integer> symbols() {
    return image.symbols();
  }

  /** An address that begins what its line says: the instruction before is of another line. */
  boolean begins(int address) {
    Optional<SourceLine> own = at(address);
    return own.isEmpty() || !own.equals(at(address - 8));
  }

  /** The first line at or behind this one that has an instruction, and its address. */
  Map.@Nullable Entry<Integer, Integer> firstFrom(String file, int line) {
    return firsts.getOrDefault(file, new TreeMap<>()).ceilingEntry(line);
  }

  // ---- files, as the protocol has them

  Source source(String file) {
    Source source = new Source();
    source.setName(file.substring(file.lastIndexOf('/') + 1));
    Optional<String> path = Optional.ofNullable(told.get(file)).or(() -> library.path(file));
    if (path.isPresent()) {
      source.setPath(path.get());
    } else if (library.text(file).isPresent()) {
      source.setSourceReference(files.indexOf(file) + 1);
    }
    return source;
  }

  /** What the guest calls the file that an editor means; null if it has no code of it. */
  @Nullable String file(Source source) {
    @Nullable Integer reference = source.getSourceReference();
    if (reference != null && reference > 0) {
      return reference <= files.size() ? files.get(reference - 1) : null;
    }
    String path = String.valueOf(source.getPath()).replace('\\', '/');
    @Nullable String best = null;
    for (String file : files) {
      String tail = file.replace('\\', '/').replaceFirst("^\\./", "");
      boolean same = path.equals(tail) || path.endsWith("/" + tail);
      boolean longer = best == null || file.length() > best.length();
      best = same && longer ? file : best;
    }
    best = best == null ? byName(path) : best;
    if (best != null && source.getPath() != null) {
      told.put(best, source.getPath());
    }
    return best;
  }

  /** The one file of that name, whatever folder it was in. */
  private @Nullable String byName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<String> same =
        files.stream()
            .filter(file -> file.substring(file.lastIndexOf('/') + 1).equals(name))
            .toList();
    return same.size() == 1 ? same.get(0) : null;
  }

  String text(int reference) {
    return Optional.of(reference)
        .filter(number -> number > 0 && number <= files.size())
        .flatMap(number -> library.text(files.get(number - 1)))
        .orElseThrow(() -> new RefusedException("there is no source " + reference));
  }
}
