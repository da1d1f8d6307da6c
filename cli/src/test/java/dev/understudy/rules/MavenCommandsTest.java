package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each Maven command that a page or a message of a test shows can be copied and run: the test is in
 * the module named, and Maven is told of what the module stands on. Without {@code -am} the modules
 * below would have to be installed.
 */
class MavenCommandsTest {
  private static final Pattern COMMAND = Pattern.compile("\\bmvn -[^\\n`\";)]*");
  private static final Pattern MODULE = Pattern.compile("-pl ([\\w-]+)");
  private static final Pattern TESTS = Pattern.compile("-Dtest=([\\w,+#*]+)");

  /** In Java a command goes on in the next line. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  private static final Pattern GENERATED_PAGE =
      Pattern.compile("^\\|.*\\.md`.*\\| `([\\w-]+)` \\| `(\\w+)` \\|$", Pattern.MULTILINE);

  private static final Pattern BASE_HAS_NO_SUCH_TEST =
      Pattern.compile("-Dsurefire\\.failIfNoSpecifiedTests=false");

  @Test
  void eachCommandRunsWhatItNames() {
    List<String> commands = new ArrayList<>();
    for (Path file : filesWithCommands()) {
      String text = JOINED.matcher(Repository.read(file)).replaceAll("");
      COMMAND.matcher(text).results().forEach(command -> commands.add(command.group()));
    }
    assertThat(commands).hasSizeGreaterThan(20).flatMap(MavenCommandsTest::faults).isEmpty();
  }

  @Test
  void eachGeneratedPageHasItsTestInTheModuleThatHackingNames() {
    String hacking = Repository.read(Repository.ROOT.resolve("docs/work/HACKING.md"));
    List<MatchResult> rows = GENERATED_PAGE.matcher(hacking).results().toList();

    assertThat(rows).hasSizeGreaterThan(10).allMatch(row -> isTestOf(row.group(1), row.group(2)));
  }

  @Test
  void aCommandThatDoesNotRunIsNoticed() {
    String end = " -Dsurefire.failIfNoSpecifiedTests=false";

    assertThat(faults("mvn -q -pl cli -am test -Dtest=MavenCommandsTest,BansTest" + end)).isEmpty();
    assertThat(faults("mvn -q -pl cli test -Dtest=BansTest" + end)).hasSize(1);
    assertThat(faults("mvn -q -pl cli -am test -Dtest=BansTest")).hasSize(1);
    assertThat(faults("mvn -q -pl simulator -am test -Dtest=BansTest" + end)).hasSize(1);
    assertThat(faults("mvn -q -pl cli -am test -Dtest=BansTest+ArrowsTest" + end)).hasSize(1);
    assertThat(faults("mvn -B -pl nowhere -am verify")).hasSize(1);
  }

  private static List<String> faults(String command) {
    List<String> faults = new ArrayList<>();
    Optional<String> module = first(MODULE, command);
    if (module.isPresent()
        && !Files.exists(Repository.ROOT.resolve(module.get()).resolve("pom.xml"))) {
      faults.add("no such module: " + command);
    }
    if (module.isPresent() && !command.contains(" -am")) {
      faults.add("-pl without -am: " + command);
    }
    first(TESTS, command).ifPresent(tests -> faults.addAll(faults(command, module, tests)));
    return faults;
  }

  private static List<String> faults(String command, Optional<String> module, String tests) {
    List<String> faults = new ArrayList<>();
    if (module.isPresent() && !BASE_HAS_NO_SUCH_TEST.matcher(command).find()) {
      faults.add("fails in the first module that has no such test: " + command);
    }
    for (String test : tests.split(",")) {
      String simple = test.replaceAll("#.*", "");
      if (!isTestOf(module.orElse("cli"), simple)) {
        faults.add("no test " + simple + " there: " + command);
      }
    }
    return faults;
  }

  private static boolean isTestOf(String module, String simple) {
    Path tests = Repository.ROOT.resolve(module).resolve("src/test/java");
    return Repository.sources().stream()
        .anyMatch(file -> file.startsWith(tests) && file.endsWith(simple + ".java"));
  }

  private static Optional<String> first(Pattern pattern, String command) {
    Matcher matcher = pattern.matcher(command);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<Path> filesWithCommands() {
    List<Path> files = new ArrayList<>(Repository.pages());
    Repository.sources().stream()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !file.endsWith("MavenCommandsTest.java"))
        .forEach(files::add);
    return files;
  }
}
