package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run --trace} and {@code run --shiviz}: files as their readers want them. */
class TimelineFilesTest {
  @TempDir private Path folder = Path.of("");

  private String written(String option) throws IOException {
    Path file = folder.resolve("dice.out");
    understudy("run", "dice", "--crash", "primary@20ms", "--quiet", option, file.toString())
        .isFine();
    return Files.readString(file);
  }

  @Test
  void aTraceIsJsonOfTheTraceEventFormat() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(written("--trace"));
    assertThat(json.get("displayTimeUnit").asString()).isEqualTo("ns");
    TreeSet<String> phases = new TreeSet<>();
    for (JsonNode event : json.get("traceEvents")) {
      phases.add(event.get("ph").asString());
      assertThat(event.get("pid").isInt() && event.get("tid").isInt()).isTrue();
      assertThat(event.get("ts").isNumber()).isTrue();
      assertThat(event.has("dur")).isFalse();
      assertThat(event.has("id")).isEqualTo("bestf".contains(event.get("ph").asString()));
    }
    assertThat(phases).containsExactly("B", "C", "E", "M", "b", "e", "f", "i", "s", "t");
  }

  @Test
  void aSpaceTimeLogReadsByThePatternOnItsFirstLine() throws IOException {
    String text = written("--shiviz");
    List<String> lines = text.lines().toList();
    assertThat(lines.get(1)).as("no delimiter: one execution").isEmpty();
    Pattern pattern = Pattern.compile("^" + lines.get(0) + "$", Pattern.MULTILINE);
    Matcher events = pattern.matcher(text);
    TreeMap<String, Long> seen = new TreeMap<>();
    JsonMapper mapper = JsonMapper.builder().build();
    long count = 0;
    while (events.find()) {
      JsonNode clock = mapper.readTree(events.group("clock"));
      String host = events.group("host");
      long own = seen.merge(host, 1L, Long::sum);
      assertThat(clock.get(host).asLong()).as("the own clock counts events").isEqualTo(own);
      clock
          .propertyNames()
          .forEach(
              other ->
                  assertThat(clock.get(other).asLong())
                      .isLessThanOrEqualTo(seen.getOrDefault(other, 0L)));
      count++;
    }
    assertThat(2 * count + 2).as("every line is part of an event").isEqualTo(lines.size());
  }

  /** What the format asks for beyond its fields: beginnings have ends, tracks have names. */
  @Test
  void aTraceIsWellFormed() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(written("--trace"));
    TreeMap<String, JsonNode> open = new TreeMap<>();
    TreeMap<String, String> arrows = new TreeMap<>();
    TreeSet<Integer> named = new TreeSet<>();
    TreeSet<Integer> used = new TreeSet<>();
    for (JsonNode event : json.get("traceEvents")) {
      String id = event.has("id") ? event.get("cat").asString() + event.get("id") : "";
      switch (event.get("ph").asString()) {
        case "b" -> assertThat(open.put(id, event)).as("%s begins once", id).isNull();
        case "e" -> {
          JsonNode begin = Objects.requireNonNull(open.remove(id), id);
          assertThat(begin.get("name")).isEqualTo(event.get("name"));
          assertThat(begin.get("ts").asDouble()).isLessThanOrEqualTo(event.get("ts").asDouble());
        }
        case "s", "t", "f" -> arrows.merge(id, event.get("ph").asString(), String::concat);
        case "C" -> assertThat(event.get("args").get("value").isNumber()).isTrue();
        case "i" -> assertThat(event.get("s").asString()).isIn("g", "p", "t");
        case "M" -> {
          if (event.get("name").asString().equals("thread_name")) {
            named.add(event.get("tid").asInt());
          } else {
            assertThat(event.get("name").asString()).isIn("thread_sort_index", "process_name");
          }
        }
        default -> used.add(event.get("tid").asInt());
      }
    }
    assertThat(open).as("spans without an end").isEmpty();
    assertThat(arrows.values()).isNotEmpty().allMatch(way -> way.matches("st*f"));
    assertThat(named).containsAll(used);
  }

  /** As a reader does it that keeps a stack for each track and times in nanoseconds. */
  @Test
  void slicesOfATrackNestAndNeverOverlap() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(written("--trace"));
    TreeMap<Integer, ArrayDeque<String>> tracks = new TreeMap<>();
    TreeMap<Integer, Long> lastNs = new TreeMap<>();
    long slices = 0;
    for (JsonNode event : json.get("traceEvents")) {
      String phase = event.get("ph").asString();
      if (phase.equals("B") || phase.equals("E")) {
        int track = event.get("tid").asInt();
        long atNs = Math.round(event.get("ts").asDouble() * 1000);
        assertThat(atNs).isGreaterThanOrEqualTo(lastNs.getOrDefault(track, 0L));
        lastNs.put(track, atNs);
        ArrayDeque<String> open = tracks.computeIfAbsent(track, unused -> new ArrayDeque<>());
        if (phase.equals("B")) {
          open.push(event.get("name").asString());
          slices++;
        } else {
          assertThat(open.pop()).isEqualTo(event.get("name").asString());
        }
      }
    }
    assertThat(slices).isGreaterThan(500);
    assertThat(tracks.values()).allMatch(ArrayDeque::isEmpty);
  }

  @Test
  void theWholeHasAName() throws IOException {
    JsonNode first =
        JsonMapper.builder().build().readTree(written("--trace")).get("traceEvents").get(0);
    assertThat(first.get("name").asString()).isEqualTo("process_name");
    assertThat(first.get("args").get("name").asString()).matches("[a-z]+, seed [0-9]+");
  }

  /** The crash is at 20 ms: 20,000 in the format's microseconds. */
  @Test
  void timesAreMicroseconds() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(written("--trace"));
    List<Double> faults = new ArrayList<>();
    for (JsonNode event : json.get("traceEvents")) {
      if (event.get("ph").asString().equals("i")) {
        faults.add(event.get("ts").asDouble());
      }
    }
    assertThat(faults).contains(20_000.0);
  }

  /** ShiViz has a pattern of its own for files that are pasted without their first line. */
  @Test
  void aSpaceTimeLogReadsByTheDefaultPatternOfShiVizToo() throws IOException {
    String text = written("--shiviz");
    String events = text.substring(text.indexOf("\n\n") + 2);
    Matcher matcher =
        Pattern.compile("(?<event>.*)\\n(?<host>\\S*) (?<clock>\\{.*\\})").matcher(events);
    long count = 0;
    int behind = 0;
    while (matcher.find()) {
      assertThat(events.substring(behind, matcher.start())).isBlank();
      assertThat(matcher.group("clock")).contains("\"" + matcher.group("host") + "\": ");
      behind = matcher.end();
      count++;
    }
    assertThat(2 * count).as("every line is part of an event").isEqualTo(events.lines().count());
  }

  /** Nobody waits for a drawing of so few events; what it is for is in it all the same. */
  @Test
  void theExampleOnThePageIsSmallAndShowsAFailover() throws IOException {
    String page = Files.readString(Path.of("../docs/use/TIMELINES.md"));
    Matcher example =
        Pattern.compile("\\./understudy (run .*) --shiviz hello\\.shiviz").matcher(page);
    assertThat(example.find()).isTrue();
    Path file = folder.resolve("hello.shiviz");
    understudy((example.group(1) + " --shiviz " + file).split(" ")).isFine();

    List<String> lines = Files.readAllLines(file);
    assertThat((lines.size() - 2) / 2).as("events").isBetween(20, 100);
    assertThat(lines).anyMatch(line -> line.contains("is hit by crash"));
    assertThat(lines).anyMatch(line -> line.contains("goes live"));
  }

  @Test
  void aFileThatCannotBeWrittenIsBadInput() {
    understudy("run", "hello", "--quiet", "--trace", folder.toString())
        .isBadInput(folder + ": is a folder, expected the name of a file to write");
  }
}
