package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No input is long enough to overflow a stack. */
class RegularExpressionsTest {
  private static final Path PROJECT =
      Path.of(System.getProperty("basedir", "")).resolve("..").toAbsolutePath().normalize();

  @Test
  void noShippedClassRepeatsAGroup() throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    for (Path file : sources()) {
      files++;
      RegularExpressions.repeatingIn(Files.readString(file))
          .forEach(one -> found.add(file.getFileName() + ": " + one));
    }

    assertThat(found).isEmpty();
    assertThat(files).isGreaterThan(400);
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> modules = Files.list(PROJECT)) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("src/main/java");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text.matches(\"[0-9]{1,8}(-[0-9]{1,8})?(,[0-9]{1,8})*\")",
        "Pattern.compile(\"(?:a|\" + B + \"b)+\")",
        "text.replaceAll(\n    \"(\\\\)x){2,}\", \"\")",
        "text.split(\"(, ){0,9}\")",
      })
  void whatRepeatsAGroupIsFound(String source) {
    assertThat(RegularExpressions.repeatingIn(source)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pattern.compile(\"([0-9]{1,9})(s|m|h)?\")",
        "text.replaceAll(\"\\\\([^()]*\\\\)+\", \"(…)\")",
        "text.matches(\"[()]+(ab){2}\")",
        "matcher.matches() ? \"(a)*\" : null",
        "Dice.split(count)",
      })
  void whatDoesNotIsLeftAlone(String source) {
    assertThat(RegularExpressions.repeatingIn(source)).isEmpty();
  }
}
