package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each package, class, member, test and file that a page names in code quotes is there. */
class NamesInPagesTest {
  private static final SourceNames NAMES = SourceNames.ofSources();

  /** A class, perhaps with the end of its package before, and members behind. */
  private static final Pattern CLASS =
      Pattern.compile("@?((?:[a-z]\\w*\\.)*)([A-Z]\\w*)((?:\\.\\w+)*)(?:\\(.*\\))?");

  private static final Pattern PACKAGE = Pattern.compile("[a-z]\\w*(?:\\.[a-z]\\w*)+");

  /** A member alone: two words written as one, or a call, perhaps of what another call returns. */
  private static final Pattern MEMBER =
      Pattern.compile("[a-z]+(?:[A-Z][a-z]+)+|(?:[a-z]\\w*(?:\\(\\))?\\.)*[a-z]\\w*\\(.*\\)");

  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9]*_[A-Z0-9_]+");

  /** A class has small letters in its name; what has none is a constant or an abbreviation. */
  private static final Pattern SMALL = Pattern.compile("[a-z]");

  private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+/?");

  /** What pages name that is no name of ours. */
  private static final Set<String> OTHERS =
      Set.of("@NullMarked", "Class.method", "Manager", "Util");

  @Test
  void eachNameInAPageIsThere() {
    assertThat(Repository.pages().stream().map(MarkdownPage::read))
        .flatExtracting(NamesInPagesTest::missing)
        .isEmpty();
  }

  @Test
  void theArchitectureNamesEachPackageAndItsModule() {
    String page = Repository.read(Repository.ROOT.resolve("docs/understand/ARCHITECTURE.md"));

    assertThat(House.values())
        .allMatch(house -> page.contains("| `" + house.subpackage + "` | "))
        .allMatch(house -> page.contains("| `" + house.folder + "` | "));
  }

  @Test
  void aNameThatIsNotThereIsNoticed() {
    String text =
        "`sim.world.Gone` `World.gone` `disk.World` `sim.gone` `Gone()` `gone"
            + "With` `GONE_"
            + "WITH` `world.left"
            + "By()` `docs/GONE.txt`\n"
            + "`sim.world.World` `World.fork` `sim.world` `goLive` `World.step()` `WON` `r0` `a b`"
            + "`world().step(1)` `docs/README.md` `left/right`\n";

    assertThat(missing(MarkdownPage.of(Path.of("page.md"), text)))
        .extracting(complaint -> complaint.replace("page.md names ", ""))
        .containsExactly(
            "sim.world.Gone",
            "World.gone",
            "disk.World",
            "sim.gone",
            "Gone()",
            "gone".concat("With"),
            "GONE_".concat("WITH"),
            "world.left".concat("By()"),
            "docs/GONE.txt");
  }

  private static List<String> missing(MarkdownPage page) {
    return page.quoted().stream()
        .filter(name -> !OTHERS.contains(name) && !isThere(name))
        .map(name -> page.file() + " names " + name)
        .toList();
  }

  private static boolean isThere(String name) {
    Matcher type = CLASS.matcher(name);
    if (CONSTANT.matcher(name).matches()) {
      return NAMES.hasWord(name);
    }
    if (type.matches() && SMALL.matcher(type.group(2)).find()) {
      return NAMES.hasType(withoutLastDot(type.group(1)), type.group(2), words(type.group(3)));
    }
    if (PACKAGE.matcher(name).matches() && NAMES.beginsLikeAPackage(name.split("\\.")[0])) {
      return NAMES.hasPackage(name);
    }
    if (PATH.matcher(name).matches()) {
      return isOutside(name) || Files.exists(Repository.ROOT.resolve(name));
    }
    return !MEMBER.matcher(name).matches()
        || words(name.replaceAll("\\([^()]+\\)", "")).stream().allMatch(NAMES::hasWord);
  }

  /** A path that begins nowhere in the project, or in what a build makes, is another's. */
  private static boolean isOutside(String path) {
    return !Files.exists(Repository.ROOT.resolve(path.split("/")[0])) || path.startsWith("target/");
  }

  private static String withoutLastDot(String packageName) {
    return packageName.isEmpty() ? "" : packageName.substring(0, packageName.length() - 1);
  }

  private static List<String> words(String dotted) {
    return Arrays.stream(dotted.split("\\W+")).filter(word -> !word.isEmpty()).toList();
  }
}
