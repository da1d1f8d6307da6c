package dev.understudy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.browser.engine.ExplorerEngine;
import dev.understudy.inspect.recording.Build;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests and answers, on the JVM; {@code SameRunsTest} shows that a page gets the same. */
class ExplorerEngineTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String OPEN_COUNTER =
      "{'op': 'open', 'program': 'counter', 'faults': ['crash primary@20ms']}";

  private final ExplorerEngine engine = new ExplorerEngine(new Build("test", "test"), ns -> {});

  /** Requests are written with single quotes here. */
  private JsonNode ask(String request) {
    return MAPPER.readTree(engine.answer(request.replace('\'', '"')));
  }

  private String refusal(String request) {
    JsonNode answer = ask(request);
    assertThat(answer.has("refused")).as(answer.toString()).isTrue();
    return answer.get("refused").asString();
  }

  private void open() {
    assertThat(ask(OPEN_COUNTER).get("run").asInt()).isEqualTo(1);
  }

  @Test
  void everyProgramThatShipsIsListed() {
    assertThat(ask("{'op': 'programs'}").get("programs").size()).isGreaterThan(20);
  }

  @Test
  void anOpenedRunHasItsReportAndTheCommandThatShowsItInATerminal() {
    JsonNode opened = ask(OPEN_COUNTER);

    assertThat(opened.get("command").asString())
        .isEqualTo("./understudy run counter --seed 1 --fault 'crash primary@20ms'");
    assertThat(opened.get("report").get("verdict").asString()).isEqualTo("ok");
    assertThat(opened.get("report").get("traceHash").asString()).hasSize(32);
    assertThat(opened.get("report").get("failovers").asInt()).isEqualTo(1);
  }

  @Test
  void aPictureHasEachEventAndWhatItGoesBackTo() {
    open();
    JsonNode picture = ask("{'op': 'picture', 'run': 1}");
    JsonNode events = picture.get("events");
    int count = events.get("atNs").size();

    assertThat(count).isGreaterThan(1000);
    for (String column : new String[] {"actor", "text", "cause"}) {
      assertThat(events.get(column).size()).isEqualTo(count);
    }
    for (int i = 1; i < count; i++) {
      assertThat(events.get("cause").get(i).asInt()).isLessThan(i);
      assertThat(events.get("actor").get(i).asInt()).isLessThan(picture.get("actors").size());
    }
    assertThat(picture.get("holds").size()).isGreaterThan(100);
    assertThat(picture.get("states").get(0).get("live").asBoolean()).isTrue();
  }

  @Test
  void theCursorGoesToATimeAndStepsForwardsAndBackwards() {
    open();
    JsonNode at = ask("{'op': 'seek', 'run': 1, 'atNs': 5000000}");
    JsonNode on = ask("{'op': 'step', 'run': 1, 'host': 0}");
    JsonNode back = ask("{'op': 'step', 'run': 1, 'host': 0, 'back': true}");

    assertThat(at.get("atNs").asLong()).isEqualTo(5_000_000);
    assertThat(on.get("hosts").get(0).get("count").asLong())
        .isEqualTo(at.get("hosts").get(0).get("count").asLong() + 1);
    assertThat(back.get("hosts").get(0).get("count"))
        .isEqualTo(at.get("hosts").get(0).get("count"));
    assertThat(back.get("hosts").get(0).get("machine"))
        .isEqualTo(at.get("hosts").get(0).get("machine"));
  }

  @Test
  void theCursorGoesToACountAndToAnEvent() {
    open();
    JsonNode counted = ask("{'op': 'seek', 'run': 1, 'host': 1, 'count': 1000}");
    JsonNode event = ask("{'op': 'seek', 'run': 1, 'event': 100}");
    JsonNode picture = ask("{'op': 'picture', 'run': 1}");

    assertThat(counted.get("found").asBoolean()).isTrue();
    assertThat(counted.get("hosts").get(1).get("count").asLong()).isEqualTo(1000);
    assertThat(event.get("atNs")).isEqualTo(picture.get("events").get("atNs").get(100));
  }

  @Test
  void aMachineIsShownWithItsSource() {
    open();
    JsonNode machine =
        ask("{'op': 'seek', 'run': 1, 'atNs': 5000000}").get("hosts").get(0).get("machine");

    assertThat(machine.get("source").asString()).contains(":");
    assertThat(machine.get("lines").size()).isGreaterThan(3);
    assertThat(machine.get("registers").size()).isEqualTo(19);
  }

  /** The branch is a run of its own, which a terminal can run; the fork left the very moment. */
  @Test
  void aBranchComesToWhatAForkOfTheMomentComesTo() {
    open();
    for (String fault :
        new String[] {"crash primary", "pause backup@HERE+3ms", "cut channel:primary:backup"}) {
      JsonNode branch =
          ask("{'op': 'branch', 'run': 1, 'atNs': 7000000, 'fault': '" + fault + "'}");
      JsonNode fork = ask("{'op': 'fork', 'run': 1, 'atNs': 7000000, 'fault': '" + fault + "'}");

      assertThat(fork.get("struck").asBoolean()).as(fault).isTrue();
      assertThat(branch.get("report").get("traceHash"))
          .as(branch.toString().substring(0, 200))
          .isEqualTo(fork.get("traceHash"));
      assertThat(branch.get("command").asString()).contains("--fault", "@7.000001ms");
    }
  }

  @Test
  void aBranchNamesTheFirstEventThatIsAnother() {
    open();
    JsonNode branch = ask("{'op': 'branch', 'run': 1, 'atNs': 7000000, 'fault': 'crash primary'}");
    JsonNode picture = ask("{'op': 'picture', 'run': " + branch.get("run") + "}");
    int first = branch.get("firstDifference").asInt();

    assertThat(picture.get("events").get("atNs").get(first).asLong())
        .isGreaterThanOrEqualTo(7_000_001);
    assertThat(picture.get("events").get("atNs").get(first - 1).asLong())
        .isLessThanOrEqualTo(7_000_001);
  }

  @Test
  void aRecordingOpensAgainAsTheRunThatItIsOf() {
    open();
    String recording = ask("{'op': 'record', 'run': 1}").get("recording").asString();
    JsonNode again = ask("{'op': 'open', 'recording': '" + recording + "'}");

    assertThat(again.get("report").get("traceHash"))
        .isEqualTo(ask(OPEN_COUNTER).get("report").get("traceHash"));
    assertThat(ask("{'op': 'seek', 'run': 2, 'atNs': 3000000}").get("atNs").asLong())
        .isEqualTo(3_000_000);
  }

  // ---- what is refused

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{'op'}",
        "{'op': 1}",
        "{'op': 'open'} x",
        "{'op': 'fly'}",
        "{'op': 'open'}",
        "{'op': 'open', 'program': 'nosuch'}",
        "{'op': 'open', 'program': 'bank', 'faults': 'crash'}",
        "{'op': 'open', 'program': 'bank', 'faults': ['crash nobody@1ms']}",
        "{'op': 'open', 'program': 'bank', 'scenario': 'seed = '}",
        "{'op': 'open', 'program': 'mine', 'source': 'flie r1'}",
        "{'op': 'open', 'program': 'mine', 'image': '!'}",
        "{'op': 'open', 'program': 'mine', 'image': 'AAAA'}",
        "{'op': 'open', 'recording': 'AAAA'}",
        "{'op': 'open', 'program': 'bank', 'mutant': 'nosuch'}",
        "{'op': 'seek', 'run': 7, 'atNs': 1}",
        "{'op': 'seek', 'run': 1.5}",
        "{'op': [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
      })
  void whatCannotBeDoneIsRefusedWithAReason(String request) {
    assertThat(refusal(request)).isNotBlank();
  }

  @Test
  void whatCannotBeGoneToIsRefused() {
    open();
    assertThat(refusal("{'op': 'seek', 'run': 1, 'event': 100000}")).contains("no event 100000");
    assertThat(refusal("{'op': 'step', 'run': 1, 'host': 9}")).contains("no host 9");
    assertThat(refusal("{'op': 'branch', 'run': 1, 'fault': 'crash nobody'}")).contains("nobody");
    ask("{'op': 'close', 'run': 1}");
    assertThat(refusal("{'op': 'picture', 'run': 1}")).contains("no run 1");
  }

  /** Cut short at any byte it is refused, or shown as far as it goes; altered it is refused. */
  @Test
  void aDamagedRecordingIsRefusedOrShownAsFarAsItGoes() {
    long seed = Long.getLong("understudy.seed", 1);
    Random random = new Random(seed);
    ask("{'op': 'open', 'program': 'dice'}");
    byte[] whole =
        Base64.getDecoder().decode(ask("{'op': 'record', 'run': 1}").get("recording").asString());
    for (int i = 0; i < 40; i++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      if (i % 2 == 1 && damaged.length > 0) {
        damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      String base64 = Base64.getEncoder().encodeToString(damaged);
      JsonNode answer = ask("{'op': 'open', 'recording': '" + base64 + "'}");

      assertThat(answer.has("refused") || answer.has("report"))
          .as("seed %d, damage %d: %s", seed, i, answer)
          .isTrue();
    }
  }

  @Test
  void textsOfOthersStayTexts() {
    String source = "; </script><!--\\nstart: halt\\n";
    JsonNode opened =
        ask("{'op': 'open', 'program': 'a<b', 'source': '" + source + "', 'solo': true}");

    assertThat(opened.get("program").asString()).isEqualTo("a<b");
    assertThat(engine.answer("{\"op\": \"</script>\"}")).doesNotContain("<");
  }
}
