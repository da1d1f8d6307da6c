package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.debug.DebugShell;
import dev.understudy.cli.debug.DebugTerminal;
import dev.understudy.cli.debug.SourceText;
import dev.understudy.cli.io.Streams;
import dev.understudy.inspect.recording.Build;
import dev.understudy.inspect.recording.RecordingWriter;
import dev.understudy.inspect.timetravel.RecordedTrace;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.RunDiffersException;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code debug}: scripts of commands, and the transcript that docs/use/DEBUGGER.md shows. */
class DebugTest {
  private static final Path PAGE = Path.of("..", "docs", "use", "DEBUGGER.md");
  private static final String REFRESH =
      "mvn -q -pl cli -am test -Dtest=DebugTest -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  /** The commands that the page shows with what they say. */
  private static final List<String> TOUR =
      List.of(
          "goto output",
          "reverse-step",
          "why",
          "goto 19.2ms",
          "both",
          "both registers",
          "why",
          "break answer",
          "continue",
          "list",
          "step 3",
          "reverse-step 3",
          "next",
          "delete 1",
          "last r14",
          "break event:fault",
          "continue",
          "why host-1",
          "host backup",
          "mark crash",
          "break event:went-live",
          "continue",
          "why",
          "changed crash",
          "changed 25ms end",
          "goto entry:went-live",
          "goto begin",
          "quit");

  @TempDir private Path folder = Path.of("");

  private Shell.Result debug(String program, List<String> commands, String... options)
      throws IOException {
    Path script = Files.write(folder.resolve("commands.txt"), commands);
    String[] words = new String[options.length + 4];
    words[0] = "debug";
    words[1] = program;
    words[2] = "-x";
    words[3] = script.toString();
    System.arraycopy(options, 0, words, 4, options.length);
    return understudy(words);
  }

  @Test
  void theTranscriptOfThePageIsFresh() throws IOException {
    String tour = debug("counter", TOUR, "--crash", "primary@20ms").isFine().out();
    String page = Files.readString(PAGE);
    String begin = "<!-- transcript -->\n```\n";
    int from = page.indexOf(begin) + begin.length();
    int until = page.indexOf("```\n", from);
    String expected = page.substring(0, from) + tour + page.substring(until);
    if (System.getProperty("refresh") != null) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).as("to write it anew: %s", REFRESH).isEqualTo(expected);
  }

  @Test
  void theWholeWorldIsShown() throws IOException {
    String out =
        debug(
                "disklog",
                List.of(
                    "break output:disk-write",
                    "continue",
                    "goto end",
                    "disk",
                    "disk 0",
                    "devices",
                    "channel",
                    "clients",
                    "both registers"))
            .isFine()
            .out();
    assertThat(out)
        .contains("1: any output disk-write\n> continue\nhost-1 asks for write ")
        .contains("generation 0: host-1 and host-2, test-and-set by nobody")
        .contains("blocks written: ")
        .contains("timer.")
        .containsPattern("host-1 has logged up to entry [0-9]+, acknowledged up to [0-9]+")
        .contains("host-2 has replayed the log up to entry ")
        .contains("frames sent: ");
    String table = out.substring(out.indexOf("> both registers"));
    assertThat(table.lines().skip(1)).allMatch(line -> line.strip().split("  +").length <= 4);
    assertThat(debug("disklog", List.of("disk 99999999")).code()).isEqualTo(2);
  }

  @Test
  void sourceLinesAreShownWithTheirComments() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("mine.asm"),
            """
            .macro  twice
                    add r1, r1       ; doubles it
            .endm
            start:  mov r1, 1        ; the seed
                    twice
                    halt
            """);
    String out = debug(source.toString(), List.of("list")).isFine().out();
    assertThat(out).contains("mine.asm:4)  ; the seed").contains("; doubles it");
  }

  @Test
  void callsAreSteppedOverBothWays() throws IOException {
    List<String> lines =
        debug("fib", List.of("break fib", "continue", "continue", "finish", "reverse-finish"))
            .isFine()
            .out()
            .lines()
            .toList();
    String second = lines.get(lines.indexOf("> finish") - 1);
    assertThat(second).contains("  fib");
    assertThat(lines.get(lines.size() - 1)).as("about to call it").contains("call");
  }

  @Test
  void stopsHaveConditionsAndCounts() throws IOException {
    String out =
        debug(
                "counter",
                List.of(
                    "break answer if r14 >= 20 && r14 % 2 == 1 hits 3",
                    "watch r14 if r14 > 100",
                    "break output hits % 50",
                    "stops",
                    "continue",
                    "print r14",
                    "print [sp] - [sp] + 0x10",
                    "print [0 - 8]",
                    "delete 1",
                    "delete 3",
                    "continue",
                    "print r14",
                    "reverse-continue"))
            .isFine()
            .out();
    assertThat(out)
        .contains(
            """
            > stops
            1: host-1 comes to answer if r14 >= 20 && r14 % 2 == 1 hits 3
            2: host-1 changes r14 if r14 > 100
            3: any output hits % 50
            > continue
            host-1 comes to answer
            """)
        .contains("> print r14\n25 = 0x19\n")
        .contains("16 = 0x10\n> print [0 - 8]\nno value here\n")
        .contains("r14 was 100, is 101: by ")
        .contains("> print r14\n101 = 0x65\n> reverse-continue\nthe beginning\n");
  }

  @Test
  void whatIsWrongWithAConditionIsSaid() throws IOException {
    assertThat(debug("counter", List.of("break answer if")).err()).contains("expected if EXPR");
    assertThat(debug("counter", List.of("break answer when r1")).err()).contains("'when r1'");
    assertThat(debug("counter", List.of("break answer if r1 ==")).err())
        .contains("'r1 ==', column 6: expected a number");
    assertThat(debug("counter", List.of("break answer hits")).err()).contains("takes a count");
    assertThat(debug("counter", List.of("break answer hits x")).err()).contains("no count of hits");
    assertThat(debug("counter", List.of("break output if r1")).err()).contains("can be counted");
    assertThat(debug("counter", List.of("print")).err()).contains("takes an expression");
  }

  @Test
  void aRecordingIsDebuggedAsTheRunItIs() throws IOException {
    Path file = folder.resolve("dice.rec");
    understudy("run", "dice", "--crash", "primary@20ms", "--record", file.toString(), "--quiet")
        .isFine();
    List<String> commands = List.of("goto 21ms", "both", "goto #5000", "registers");
    String recorded = debug(file.toString(), commands).isFine().out();
    assertThat(recorded)
        .isEqualTo(debug("dice", commands, "--crash", "primary@20ms").isFine().out());
  }

  @Test
  void heldOutputsAreListedOneByOne() throws IOException {
    String held =
        debug("counter", List.of("goto output", "reverse-step", "held", "held host-2"))
            .isFine()
            .out();
    assertThat(held)
        .containsPattern(
            "output 1 \\(network, 48 bytes\\) waits for entry 3, for 0\\.\\d+ ms so far")
        .containsPattern("output 2 \\(network, 48 bytes\\) waits for entry 5")
        .contains("host-2 holds no output back");
  }

  @Test
  void whatHappensIsGoneToByItsName() throws IOException {
    String out =
        debug(
                "counter",
                List.of("goto event:went-live", "goto event:went-live", "goto output:network"),
                "--crash",
                "primary@20ms")
            .isFine()
            .out();
    assertThat(out).contains("host-2 goes live").contains("none is to come; the first of the run");
    Shell.Result wrong = debug("counter", List.of("goto event:went-live"));
    assertThat(wrong.err()).contains("'went-live' does not occur in this run, expected ");
  }

  @Test
  void twoMomentsAreCompared() throws IOException {
    String out =
        debug("counter", List.of("changed 2ms 2ms", "mark here", "changed begin here"))
            .isFine()
            .out();
    assertThat(out).contains("> changed 2ms 2ms\nnothing differs");
    assertThat(debug("counter", List.of("changed 2ms host-2")).err())
        .contains("'changed' takes a host or two moments");
    assertThat(debug("counter", List.of("watch 0x7fffffff")).err()).contains("is not in memory");
  }

  @Test
  void aPrefixOfAnotherBuildIsRefusedByName() throws Exception {
    RunOptions options = new RunOptions();
    options.program = "dice";
    RequestedRun session = RequestedRun.of("debug", options);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Build other = new Build("0.0.1", "0123456789abcdef");
    RecordingWriter writer =
        RecordingWriter.begin(
            file::writeBytes, other, session.setup().image(), session.scenario(), true, false);
    World world = new World(session.setup(), new MemoryPool(), List.of(writer));
    while (!world.isOver() && world.step()) {
      writer.stepped(world);
    }
    Path prefix = Files.write(folder.resolve("prefix.rec"), file.toByteArray());
    writer.end(world);
    Path whole = Files.write(folder.resolve("whole.rec"), file.toByteArray());
    Shell.Result refused = debug(prefix.toString(), List.of("where"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("prefix.rec: recorded by ").contains("0123456789abcdef");
    debug(whole.toString(), List.of("where")).isFine(); // Every entry and the trace hash agree.
  }

  @Test
  void commandsAndWhatTheyTakeAreCompleted() throws RunDiffersException {
    RunOptions options = new RunOptions();
    options.program = "counter";
    ReplayTimeline timeline =
        ReplayTimeline.through(
            RequestedRun.of("debug", options).setup(), new MemoryPool(), RecordedTrace.nothing());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DebugShell shell = new DebugShell(timeline, SourceText.NONE, new Streams(out, out), false);
    assertThat(shell.completions(List.of("rev"))).contains("reverse-step", "reverse-continue");
    assertThat(shell.completions(List.of("break", "")))
        .contains("answer", "entry:output", "host-1", "primary", "sp");
    assertThat(shell.completions(List.of("where", ""))).isEmpty();
  }

  @Test
  void aTerminalIsServedWithHistory() throws Exception {
    RunOptions options = new RunOptions();
    options.program = "hello";
    ReplayTimeline timeline =
        ReplayTimeline.through(
            RequestedRun.of("debug", options).setup(), new MemoryPool(), RecordedTrace.nothing());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Streams streams = new Streams(out, out);
    DebugShell shell = new DebugShell(timeline, SourceText.NONE, streams, false);
    Path history = folder.resolve("history");
    PipedOutputStream keys = new PipedOutputStream(); // Stays open, as a terminal does.
    PipedInputStream typed = new PipedInputStream(keys, 1 << 12);
    keys.write("step 2\nstepp\nquit\n".getBytes(UTF_8));
    keys.flush();
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .streams(typed, new ByteArrayOutputStream())
            .type("dumb")
            .build()) {
      new DebugTerminal(shell, streams, terminal).converse(history);
    }
    assertThat(shell.isOver()).isTrue();
    assertThat(out.toString(UTF_8)).contains("#2  ").contains("did you mean 'step'");
    assertThat(Files.readString(history)).contains("step 2").contains("quit");
  }

  @Test
  void eachCommandIsAnObject() throws IOException {
    String out = debug("hello", List.of("step 2", "where"), "--json").isFine().out();
    List<String> lines = out.lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"command\":\"step 2\"").contains("\"count\":2");
  }

  @Test
  void aWrongCommandEndsAScriptWithItsPlace() throws IOException {
    Shell.Result wrong = debug("hello", List.of("step", "stepp", "where"));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("commands.txt:2:1: there is no command 'stepp'; did you mean");
    assertThat(debug("hello", List.of("break nowhere")).err()).contains("no label 'nowhere'");
    assertThat(debug("hello", List.of("goto 5")).err()).contains("'5' is no moment");
    assertThat(debug("hello", List.of("host host-9")).err()).contains("expected host-1, host-2");
    assertThat(debug("hello", List.of("break event:fault")).err()).contains("does not occur");
    assertThat(debug("hello", List.of("delete 7")).err()).contains("there is no stop 7");
    assertThat(understudy("debug", "no.rec").err()).contains("no.rec: no such file");
  }
}
