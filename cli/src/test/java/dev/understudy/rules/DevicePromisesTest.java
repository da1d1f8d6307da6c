package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.oracle.Oracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each sentence of the reference of the devices has a judge in docs/understand/DEVICE_PROMISES.md.
 */
class DevicePromisesTest {
  private static final Path REFERENCE = Repository.ROOT.resolve("docs/reference/DEVICES.md");
  private static final Path JUDGES = Repository.ROOT.resolve("docs/understand/DEVICE_PROMISES.md");

  private static final Pattern EXAMPLE = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern PARAGRAPHS = Pattern.compile("\n\\s*\n");

  /** A sentence ends with a point or a colon, behind which the next begins with a large letter. */
  private static final Pattern SENTENCES = Pattern.compile("(?<=[.:])\\s+(?=[A-Z`])");

  /** A row of a table of ports: number, direction, name, what it does. */
  private static final Pattern PORT =
      Pattern.compile("\\| 0x\\w+ \\| \\w+ \\| (`\\w+`) \\| (.*) \\|");

  private static final Pattern ROW = Pattern.compile("\\| (.*) \\| ((?:`[\\w.-]+`(?:, )?)+) \\|");

  /** What says how the page and ports are made, and no more. */
  private static final int INTRODUCTION = 3;

  @Test
  void eachPromiseHasAJudge() {
    assertThat(promises()).hasSizeGreaterThan(70);
    assertThat(rows().stream().map(Row::promise).toList()).containsExactlyElementsOf(promises());
  }

  /** That a test is there is looked at for all pages. */
  @Test
  void eachJudgeIsAnOracleOrATest() {
    assertThat(rows()).allSatisfy(row -> assertThat(row.judges()).isNotEmpty());
    assertThat(rows().stream().flatMap(row -> row.judges().stream()))
        .allMatch(judge -> judge.contains("Test.") || Oracle.named(judge).isPresent());
  }

  private record Row(String promise, List<String> judges) {}

  private static List<Row> rows() {
    Matcher row = ROW.matcher(Repository.read(JUDGES));
    List<Row> rows = new ArrayList<>();
    while (row.find()) {
      rows.add(new Row(row.group(1), List.of(row.group(2).replace("`", "").split(", "))));
    }
    return rows;
  }

  private static List<String> promises() {
    List<String> promises = new ArrayList<>();
    for (String paragraph :
        PARAGRAPHS.split(EXAMPLE.matcher(Repository.read(REFERENCE)).replaceAll(""))) {
      String text = paragraph.strip();
      if (text.startsWith("|")) {
        Matcher port = PORT.matcher(text);
        while (port.find()) {
          promises.add(port.group(1) + ": " + port.group(2));
        }
      } else if (!text.startsWith("#") && !text.isEmpty() && !text.endsWith(":")) {
        promises.addAll(List.of(SENTENCES.split(text.replaceAll("\\s+", " "))));
      }
    }
    return promises.subList(INTRODUCTION, promises.size());
  }
}
