package dev.understudy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.browser.engine.ExplorerEngine;
import dev.understudy.inspect.recording.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people see and do in the page, in a browser. Its console has to keep silent throughout. */
class PageTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path folder = Path.of("");
  private Chromium chromium;
  private Visitor visitor;

  @BeforeEach
  void start() {
    chromium = Chromium.start();
    visitor = new Visitor(chromium);
  }

  @AfterEach
  void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private String registers() {
    return String.valueOf(
        chromium.run(
            """
            const machine = [...document.querySelectorAll('#moment details')]
              .find((part) => part.querySelector('summary').textContent === 'Machine');
            return machine.querySelector('table').innerText;
            """));
  }

  // ---- what the same requests come to on the JVM

  private final ExplorerEngine jvm = new ExplorerEngine(new Build("page", "page"), ns -> {});

  private JsonNode here(String request) {
    return MAPPER.readTree(jvm.answer(request.replace('\'', '"')));
  }

  // ---- what they find

  @Test
  void aRunIsShownAndEveryMomentOfItCanBeGoneTo() {
    try (ServedPage page = ServedPage.explore("counter", "--crash", "primary@20ms")) {
      visitor.open(page.address());
      JsonNode run = here("{'op': 'open', 'program': 'counter', 'faults': ['crash primary@20ms']}");

      assertThat(visitor.text("#head"))
          .contains("counter", "seed 1", "crash primary@20ms", "every promise kept")
          .contains(run.get("report").get("traceHash").asString());
      assertThat(chromium.driver().findElement(By.cssSelector("#overview canvas")))
          .extracting(canvas -> canvas.getDomAttribute("aria-label"))
          .asString()
          .contains("host-1 is primary with a backup", "host-2 is live without a backup");
      assertThat(visitor.time()).as("right before the fault").isEqualTo("19.999 999 ms");
      assertThat(visitor.text("#moment")).contains("host-1", "host-2", "Around this moment");
      chromium.shoot("counter-1280");

      visitor.press("j");
      assertThat(visitor.time()).isEqualTo("20.000 000 ms");
      assertThat(visitor.text("#moment .pair")).contains("down");
      visitor.press("k");
      assertThat(visitor.time()).isEqualTo("19.987 592 ms");
      visitor.search("logs entry 2: frame-received");
      String before = registers();
      visitor.press(Keys.ARROW_RIGHT);
      assertThat(registers()).isNotEqualTo(before);
      visitor.press(Keys.ARROW_LEFT);
      assertThat(registers()).isEqualTo(before);

      visitor.search("test-and-set won");
      assertThat(visitor.text("#moment")).contains("test-and-set won");
      assertThat(chromium.driver().getCurrentUrl()).contains("#at=");
    }
  }

  @Test
  void aFaultHereMakesABranchThatATerminalCanRunToo() {
    try (ServedPage page = ServedPage.explore("counter")) {
      visitor.open(page.address());
      here("{'op': 'open', 'program': 'counter'}");

      visitor.press("f");
      visitor.click("Crash the primary");

      JsonNode branch =
          here("{'op': 'branch', 'run': 1, 'atNs': 2000000, 'fault': 'crash primary@HERE'}");
      assertThat(visitor.text("#head"))
          .contains("crash primary@2.000001ms", "every promise kept")
          .contains(branch.get("report").get("traceHash").asString());
      assertThat(visitor.text("#branches")).contains("The run as it was asked for", "1 failover");
      visitor.click("Copy command");
      assertThat(visitor.text("#status"))
          .contains("./understudy run counter --seed 1 --fault 'crash primary@2.000001ms'");
      chromium.shoot("branch-1280");

      String address = chromium.driver().getCurrentUrl();
      visitor.press("u");
      assertThat(visitor.text("#head")).doesNotContain("crash primary");
      assertThat(visitor.text("[aria-current=true]")).contains("The run as it was asked for");

      chromium.driver().get("about:blank");
      chromium.driver().get(address);
      visitor.settled();
      assertThat(visitor.text("#head"))
          .as("the address names branch and moment")
          .contains("2.000001ms");
    }
  }

  /** The lesson of docs/use/EXPLORER.md, step by step. */
  @Test
  void theLessonShowsWhatItSays() {
    try (ServedPage page = ServedPage.explore("counter")) {
      visitor.open(page.address());
      visitor.press("f");
      visitor.click("Crash the primary");
      assertThat(visitor.text("#head")).contains("every promise kept");
      visitor.search("test-and-set won");
      assertThat(visitor.text("#moment")).contains("host-2").contains("hears: test-and-set won");

      visitor.press("u");
      visitor.click("Cut the channel to the backup");
      assertThat(visitor.text("#head")).contains("every promise kept");
      visitor.search("test-and-set of");
      assertThat(visitor.text("#moment")).contains("test-and-set of generation 0");
      chromium.shoot("lesson-cut");
    }
    try (ServedPage page = ServedPage.explore("counter", "--mutant", "output-before-ack")) {
      visitor.open(page.address());
      assertThat(visitor.text("#verdict")).isEqualTo("✕ output-rule");
      visitor.click("output-rule at");
      assertThat(visitor.time()).isEqualTo("1.125 991 ms");
      assertThat(visitor.text("#moment")).contains("sends output 1");
      chromium.shoot("lesson-bug");
    }
  }

  /** That it kept silent would say little if nobody listened. */
  @Test
  void whatTheConsoleSaysIsHeard() {
    chromium.driver().get("data:text/html,<script>console.error('heard')</script>");

    assertThat(chromium.console()).anyMatch(line -> line.contains("heard"));
  }

  @Test
  void withoutARunThePageAsksWhich() {
    try (ServedPage page = ServedPage.explore()) {
      visitor.open(page.address());
      assertThat(visitor.text("#branches")).contains("bank", "counter", "sieve");
      chromium.shoot("programs-1280");

      visitor.click("dice");
      assertThat(visitor.text("#head")).contains("dice", "every promise kept");
      visitor.click("Other program");
      assertThat(visitor.text("#branches")).contains("bank", "counter", "sieve");
    }
  }

  @Test
  void aRunThatTakesForeverCanBeGivenUp() throws IOException {
    Path endless = folder.resolve("endless.asm");
    Files.writeString(endless, "        .memory 64K\nstart:  jmp start\n");
    try (ServedPage page = ServedPage.explore(endless.toString(), "--solo", "--length", "60s")) {
      chromium.driver().get(page.address());
      new WebDriverWait(chromium.driver(), Duration.ofMinutes(1))
          .until(driver -> driver.findElement(By.xpath("//span[contains(., ' ms')]")));
      visitor.click("Give up");

      assertThat(visitor.text("#branches")).contains("bank", "counter", "sieve");
      visitor.click("hello");
      assertThat(visitor.text("#head")).contains("hello", "every promise kept");
    }
  }

  @Test
  void whatIsRefusedIsSaidAndNothingIsLost() {
    try (ServedPage page = ServedPage.explore("dice")) {
      visitor.open(page.address());
      visitor.press("f");
      WebElement field = chromium.driver().findElement(By.cssSelector("#faults input"));
      field.clear();
      field.sendKeys("crash nobody@HERE", Keys.ENTER);
      visitor.settled();

      assertThat(visitor.text("#status")).contains("nobody");
      assertThat(visitor.text("#head")).contains("dice");
      visitor.search("no such words");
      assertThat(visitor.text("#status")).contains("no such words");
      chromium.driver().findElement(By.cssSelector("#moment b")).click();
      visitor.press("j");
      assertThat(visitor.text("#status")).isEmpty();
    }
  }

  /** File names, sources, comments and what a guest prints are texts, whatever stands in them. */
  @Test
  void textsOfOthersAreNeverMarkup() throws IOException {
    String evil = "<img src=x onerror=document.title='taken'></script><!--";
    Path source = folder.resolve("a<b>&.asm");
    Files.writeString(
        source,
        """
        ; %1$s
                .include "devices.inc"
                .memory 64K
        start:
                mov     r0, text        ; %1$s
                mov     r1, text_end - text
                out     CONSOLE_ADDR, r0
                out     CONSOLE_WRITE, r1
                mov     r0, 0
                out     POWER_OFF, r0
                .data
        text:
                .ascii  "%1$s"
        text_end:
        """
            .formatted(evil));
    try (ServedPage page = ServedPage.explore(source.toString(), "--solo")) {
      visitor.open(page.address());
      for (int i = 0; i < 4; i++) {
        visitor.press(Keys.ARROW_LEFT);
      }
      assertThat(visitor.text("#head")).contains("a<b>&");
      assertThat(visitor.text("#moment .code")).contains("</script><!--");
      Map<?, ?> found =
          (Map<?, ?>)
              chromium.run(
                  """
                  return {
                    images: document.images.length,
                    scripts: [...document.scripts].filter((one) => !one.src).length,
                    title: document.title,
                  };
                  """);
      assertThat(found.get("images")).isEqualTo(0L);
      assertThat(found.get("scripts")).isEqualTo(0L);
      assertThat(found.get("title")).asString().doesNotContain("taken");
    }
  }

  @Test
  void itIsReadableOnASmallScreenToo() {
    try (ServedPage page = ServedPage.explore("counter", "--crash", "primary@20ms")) {
      chromium.driver().manage().window().setSize(new Dimension(390, 844));
      visitor.open(page.address());
      chromium.shoot("counter-390");
      assertThat(chromium.run("return document.documentElement.scrollWidth;"))
          .as("nothing has to be scrolled sideways")
          .isEqualTo(chromium.run("return document.documentElement.clientWidth;"));
    }
  }

  /** What can't be decoded, and what would not fit, is refused by the worker, which goes on. */
  @Test
  void aDamagedRecordingIsRefusedInTheWorker() {
    here("{'op': 'open', 'program': 'dice'}");
    String recording = here("{'op': 'record', 'run': 1}").get("recording").asString();
    try (ServedPage page = ServedPage.explore()) {
      visitor.open(page.address());
      Object answers =
          chromium.run(
              """
              const {EngineClient} = await import('./client.js');
              const engine = new EngineClient(
                () => new Worker('./worker.js', {type: 'module'}), './engine.wasm');
              const whole = atob(arguments[0]);
              const open = (bytes) => engine.askForText({op: 'open', recording: btoa(bytes)});
              const altered = whole.slice(0, 200)
                + String.fromCharCode(whole.charCodeAt(200) ^ 1) + whole.slice(201);
              return [await open(whole.slice(0, 40)), await open(altered),
                await open('x'.repeat(100000)), await open(whole)];
              """,
              recording);
      assertThat((java.util.List<?>) answers)
          .satisfiesExactly(
              cutShort -> assertThat(cutShort.toString()).startsWith("{\"refused\""),
              altered -> assertThat(altered.toString()).startsWith("{\"refused\""),
              noise -> assertThat(noise.toString()).startsWith("{\"refused\""),
              whole -> assertThat(whole.toString()).startsWith("{\"run\""));
    }
  }
}
