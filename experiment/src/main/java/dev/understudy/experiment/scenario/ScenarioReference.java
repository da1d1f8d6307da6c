package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.ProtocolPoint;
import dev.understudy.sim.world.SometimesProperty;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The page for those who write scenarios; everything in it that can be comes from the keys. */
public final class ScenarioReference {

  private static final String OPENING =
      """
      # Scenarios

      A scenario is a [TOML](https://toml.io) file: what runs, on which hosts and networks, for which
      clients, what goes wrong, and what is expected. This page is generated from the table of keys
      that the reader uses (`dev.understudy.experiment.scenario`). A key that is not listed here, or a value
      that does not fit, is reported with its line and column, and nothing runs.

      ```toml
      """;

  private static final String VALUES =
      """
      ```

      ## Values

      | kind of value | form |
      |---|---|
      | duration | text such as `"20ms"`, `"1.5s"`, `"100us"`; units ns, us, ms, s |
      | time (of an instruction) | text such as `"10ns"`, `"333fs"`; units fs, ps, ns, us |
      | size | text such as `"1400B"`, `"64KiB"`; units B, KiB, MiB, GiB |
      | probability | a number from `0.0` to `1.0`, in steps of a billionth |
      | ppm | parts per million, such as `20` or `-12.5` |
      | bytes | text (its UTF-8 bytes), or `"hex:"` and hexadecimal digits, such as `"hex:00ff"` |
      | word | one of those listed |

      """;

  private static final String COMMAND_LINE =
      """
      ## Faults on the command line

      A fault in one line is the kind, and WHOM`@`WHEN with `+`FOR where it can heal; WHEN is as in
      the key `at`. Reports name faults in the same way, so that they can be pasted back.

      | kind | such as |
      |---|---|
      """;

  private static final String POINTS =
      """

      `host-1:57` is the finest of moments: right before the 57th thing that host-1 does (logs, sends,
      receives, lets out, asks the disk, changes its state), or where a row of them ends. Sweeps name
      their points so. What host-1 does is the same in every run up to the first fault.
      """;

  private ScenarioReference() {}

  /** An example that the reader takes; it is on the page. */
  public static String example() {
    return """
    description = "Three clients move money; the primary dies in the middle."
    program = "bank"
    length = "500ms"

    [network.client]
    jitter = "30us"
    loss = 0.01

    [[clients]]
    kind = "bank"
    count = 3
    requests = 50

    [[faults]]
    kind = "crash"
    target = "primary"
    at = "20ms"

    [expect]
    failovers = 1
    compare = ["replies", "balances"]
    """;
  }

  /** The whole page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(OPENING).append(example()).append(VALUES);
    append(page, ScenarioSchema.scenario("the file's name"), "Top level", "");
    appendWords(
        page,
        "Words of `compare`",
        List.of(ComparedAspect.values()),
        ComparedAspect::label,
        ComparedAspect::doc);
    appendWords(
        page,
        "Words of `sometimes`",
        List.of(SometimesProperty.values()),
        SometimesProperty::label,
        SometimesProperty::doc);
    appendWords(
        page,
        "Events that faults wait for",
        List.of(ProtocolPoint.values()),
        point -> point.word() + ":N",
        TriggerText::doc);
    page.append(COMMAND_LINE);
    for (FaultSyntax kind : FaultSyntax.values()) {
      page.append("| ").append(kind.word()).append(" | ").append(examples(kind)).append(" |\n");
    }
    return page.append(POINTS).toString();
  }

  private static String examples(FaultSyntax kind) {
    String examples = "`" + String.join("`, `", kind.examples()) + "`";
    return kind.note().isEmpty() ? examples : examples + ": " + kind.note();
  }

  private static <R> void append(
      StringBuilder page, Section<R> section, String title, String path) {
    page.append("## ").append(title).append("\n\n").append(section.doc()).append("\n\n");
    if (!section.entries().isEmpty()) {
      page.append("| key | value | standard | meaning |\n|---|---|---|---|\n");
      section.entries().forEach(entry -> page.append(row(entry.key())));
      page.append('\n');
    }
    for (Section.Table<R, ?> table : section.tables()) {
      String name = path + table.name();
      append(page, table.section(), "`[" + name + "]`", name + ".");
    }
    for (Section.Tables<R, ?> list : section.lists()) {
      String name = path + list.name();
      append(page, list.section(), "`[[" + name + "]]`", name + ".");
    }
  }

  private static <T> void appendWords(
      StringBuilder page,
      String title,
      List<T> words,
      Function<T, String> label,
      Function<T, String> doc) {
    page.append("## ").append(title).append("\n\n| word | meaning |\n|---|---|\n");
    for (T word : words) {
      page.append("| `").append(label.apply(word)).append("` | ");
      page.append(doc.apply(word)).append(" |\n");
    }
    page.append('\n');
  }

  private static <T> String row(Key<T> key) {
    T standard = key.standard();
    String shown =
        standard == null
            ? "(must be there)"
            : standard instanceof Optional<?> optional && optional.isEmpty()
                ? ""
                : "`" + key.type().write(standard) + "`";
    String only =
        key.onlyFor().isEmpty() ? "" : " Only for " + String.join(", ", key.onlyFor()) + ".";
    return "| `"
        + key.name()
        + "` | "
        + key.type().name()
        + " | "
        + shown
        + " | "
        + key.doc()
        + only
        + " |\n";
  }
}
