package dev.understudy.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A run handed on as one file, which a browser opens from disk and without any network. */
class StandalonePageTest {
  @TempDir private Path folder = Path.of("");
  private Chromium chromium;
  private Visitor visitor;

  @BeforeEach
  void start() {
    chromium = Chromium.start(List.of("--host-resolver-rules=MAP * ~NOTFOUND"));
    visitor = new Visitor(chromium);
  }

  @AfterEach
  void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Runs with these arguments, and gives the page and the report. */
  private Path written(int code, String... arguments) throws IOException, InterruptedException {
    Path page = folder.resolve("run.html");
    List<String> command = new ArrayList<>(List.of("run"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--html", page.toString(), "--json"));
    Process process = CommandProcess.start(command.toArray(String[]::new));
    report = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(code);
    return page;
  }

  private String report = "";

  private String traceHash() {
    return report.replaceAll("(?s).*\"traceHash\" : \"(\\w+)\".*", "$1");
  }

  @Test
  void aFailoverOpensFromDiskRightBeforeTheCrash() throws Exception {
    Path page = written(0, "counter", "--crash", "primary@20ms");

    visitor.open(page.toUri().toString());

    assertThat(visitor.text("#head")).contains("counter", "every promise kept", traceHash());
    assertThat(visitor.time()).isEqualTo("19.999 999 ms");
    visitor.press("j");
    visitor.press("f");
    visitor.click("Crash the backup");
    assertThat(visitor.text("#branches")).contains("crash backup@20.000001ms");
    assertThat(Files.size(page)).isLessThan(3 << 20);
  }

  @Test
  void aPlantedBugOpensWhereItBrokeThePromise() throws Exception {
    Path page = written(1, "counter", "--mutant", "output-before-ack");

    visitor.open(page.toUri().toString());

    assertThat(visitor.text("#verdict")).isEqualTo("✕ output-rule");
    assertThat(visitor.time()).isEqualTo("1.125 991 ms");
  }

  /** Whatever stands in a source or a scenario, the file's elements end where they should. */
  @Test
  void textsOfOthersDoNotEndAnElement() throws Exception {
    String evil = "</script><script>document.title='taken'</script><!--";
    Path source = folder.resolve("evil.asm");
    Files.writeString(
        source,
        """
        ; %s
                .memory 64K
        start:  halt                    ; %s
        """
            .formatted(evil, evil));
    Files.writeString(
        folder.resolve("evil.toml"), "program = \"evil\"\ndescription = \"" + evil + "\"\n");
    Path page = written(0, source.toString());

    visitor.open(page.toUri().toString());

    visitor.press(Keys.ARROW_LEFT);
    assertThat(visitor.text("#head")).contains("evil");
    assertThat(visitor.text("#moment")).contains("document.title='taken'");
    assertThat(chromium.driver().getTitle()).doesNotContain("taken");
  }

  @Test
  void thePolicyAllowsTheOneScriptAndNoNetwork() throws Exception {
    String page = Files.readString(written(0, "hello"));

    assertThat(page)
        .contains("connect-src 'none'", "base-uri 'none'", "form-action 'none'", "worker-src blob:")
        .doesNotContain("'unsafe-eval'", "'unsafe-inline'", "http://", "https://");
    assertThat(page.split("<script>", -1)).as("scripts that are run").hasSize(2);
  }
}
