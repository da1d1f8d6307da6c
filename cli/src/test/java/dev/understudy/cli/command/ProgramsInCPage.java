package dev.understudy.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/start/C.md: the files that it spells out, and what a compiler makes of its programs. */
final class ProgramsInCPage {
  static final Path PAGE = Path.of("..", "docs", "start", "C.md");

  /** Its programs; each lies here as an ELF file, for machines without a cross compiler. */
  static final List<String> PROGRAMS = List.of("hello", "count");

  private static final Pattern FILE =
      Pattern.compile("(?s)<!-- file: (\\S+) -->\n```\\w+\n(.*?)```\n");

  private ProgramsInCPage() {}

  /** The texts of the files, by name. */
  static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Matcher matcher = FILE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      files.put(matcher.group(1), matcher.group(2));
    }
    return files;
  }

  /** Puts everything into a folder that a reader has at the end of the page. */
  static void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    for (String program : PROGRAMS) {
      try (InputStream in = ProgramsInCPage.class.getResourceAsStream(program + ".elf")) {
        Files.write(folder.resolve(program + ".elf"), Objects.requireNonNull(in).readAllBytes());
      }
    }
  }
}
