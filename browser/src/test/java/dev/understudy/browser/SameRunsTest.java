package dev.understudy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.browser.engine.ExplorerEngine;
import dev.understudy.inspect.recording.Build;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.programs.Programs;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The engine in the page and the engine on the JVM give the same answers, to the letter: reports
 * with every hash, what a world that was forked halfway comes to, and every entry of recordings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameRunsTest {
  /** How far each run goes; the option {@code understudy.milliseconds} lets it go further. */
  private static final long LENGTH_NS = 1_000_000 * Long.getLong("understudy.milliseconds", 6);

  /** What happens to each program: what its requests have beside the program. */
  private static final List<String> CIRCUMSTANCES =
      List.of(
          "\"faults\": []",
          "\"faults\": [\"crash primary@entry:3\"]",
          "\"faults\": [\"cut channel:primary:backup@5ms+30ms\"]",
          "\"faults\": [\"pause backup@1ms+3ms\"]",
          "\"solo\": true");

  private ServedPage page;
  private Chromium chromium;

  @BeforeAll
  void open() {
    chromium = Chromium.start();
    page = ServedPage.explore();
    chromium.driver().get(page.address());
    chromium.run(
        """
        const {EngineClient} = await import('./client.js');
        window.engine = new EngineClient(
          () => new Worker('./worker.js', {type: 'module'}), './engine.wasm');
        """);
  }

  @AfterAll
  void close() {
    if (page != null) {
      page.close();
      chromium.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyProgramRunsTheSame() {
    return Programs.names().stream()
        .map(program -> DynamicTest.dynamicTest(program, () -> runsTheSame(program)));
  }

  private void runsTheSame(String program) throws RecordingRefusedException {
    ExplorerEngine jvm = new ExplorerEngine(new Build("page", "page"), ns -> {});
    List<String> requests = requests(program);
    chromium.run("engine.cancel();");

    List<String> there = inThePage(requests);

    for (int i = 0; i < requests.size(); i++) {
      String here = jvm.answer(requests.get(i));
      if (requests.get(i).contains("\"record\"")) {
        assertSame(recording(there.get(i)), recording(here), requests.get(i - 2));
      } else {
        assertThat(there.get(i)).as(requests.get(i)).isEqualTo(here);
      }
    }
  }

  /** Under each circumstance: the run, a fork of it halfway, its recording. */
  private static List<String> requests(String program) {
    List<String> requests = new ArrayList<>();
    int run = 0;
    for (String circumstance : CIRCUMSTANCES) {
      run++;
      requests.add(
          "{\"op\": \"open\", \"program\": \""
              + program
              + "\", \"lengthNs\": "
              + LENGTH_NS
              + ", "
              + circumstance
              + "}");
      requests.add("{\"op\": \"fork\", \"run\": " + run + ", \"atNs\": " + LENGTH_NS / 2 + "}");
      requests.add("{\"op\": \"record\", \"run\": " + run + "}");
      requests.add("{\"op\": \"close\", \"run\": " + run + "}");
    }
    return requests;
  }

  private List<String> inThePage(List<String> requests) {
    Object answers =
        chromium.run(
            """
            const answers = [];
            for (const request of arguments[0]) {
              answers.push(await engine.askForText(JSON.parse(request)));
            }
            return answers;
            """,
            requests);
    return ((List<?>) answers).stream().map(String.class::cast).toList();
  }

  /** Deflated bytes may differ between two builds of one library, so what was deflated counts. */
  private static void assertSame(Recording there, Recording here, String what) {
    assertThat(there.isWhole()).as(what).isTrue();
    assertThat(there.traceHash()).as(what).isEqualTo(here.traceHash());
    assertThat(there.length()).isPositive();
    assertThat(there.logs().keySet()).as(what).isEqualTo(here.logs().keySet());
    there
        .logs()
        .forEach(
            (vm, log) ->
                assertThat(log).as(what).usingRecursiveComparison().isEqualTo(here.logs().get(vm)));
  }

  private static Recording recording(String answer) throws RecordingRefusedException {
    assertThat(answer).startsWith("{\"recording\":\"").endsWith("\"}");
    String base64 = answer.substring("{\"recording\":\"".length(), answer.length() - 2);
    return RecordingReader.read(Base64.getDecoder().decode(base64));
  }
}
