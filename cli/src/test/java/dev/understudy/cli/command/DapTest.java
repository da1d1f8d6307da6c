package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.debug.dap.Adapter;
import dev.understudy.programs.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code dap}, as a scripted editor sees it. */
@Timeout(60)
class DapTest {
  private static final Map<String, Object> NOTHING = Map.of();
  private static final Map<String, Object> FIRST = Map.of("threadId", 1);

  @TempDir private Path folder = Path.of("");
  private final PipedInputStream toEditor = new PipedInputStream(1 << 20);
  private final PipedOutputStream fromEditor = new PipedOutputStream();
  private final Editor editor = new Editor(toEditor, fromEditor);
  private Thread server = new Thread();

  @BeforeEach
  void start() throws IOException {
    PipedInputStream in = new PipedInputStream(fromEditor, 1 << 20);
    PipedOutputStream out = new PipedOutputStream(toEditor);
    server =
        new Thread(
            () -> {
              try {
                Adapter.serve(in, out, DapCommand::open);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    server.start();
  }

  @AfterEach
  void theServerEndsWithItsEditor() throws Exception {
    fromEditor.close();
    server.join(10_000);
    assertThat(server.isAlive()).isFalse();
  }

  private JsonNode launched(Map<String, ?> arguments) throws IOException {
    editor.ask("initialize", Map.of("adapterID", "understudy"));
    editor.event("initialized");
    editor.ask("launch", arguments);
    editor.ask("configurationDone", NOTHING);
    return editor.event("stopped");
  }

  private JsonNode moved(String request) throws IOException {
    editor.ask(request, FIRST);
    return editor.event("stopped");
  }

  private JsonNode frame(int thread) throws IOException {
    return editor.ask("stackTrace", Map.of("threadId", thread)).get("stackFrames").get(0);
  }

  private String value(int frame, String expression) throws IOException {
    return editor
        .ask("evaluate", Map.of("expression", expression, "frameId", frame, "context", "watch"))
        .get("result")
        .asString();
  }

  private static Map<String, Object> lines(String path, int... lines) {
    return Map.of(
        "source",
        Map.of("path", path),
        "breakpoints",
        Arrays.stream(lines).mapToObj(line -> Map.of("line", line)).toList());
  }

  @Test
  void linesAreSteppedThroughForwardsAndBackwards() throws IOException {
    assertThat(launched(Map.of("program", "counter")).get("reason").asString()).isEqualTo("entry");
    assertThat(editor.ask("threads", NOTHING).get("threads").size()).isEqualTo(2);
    JsonNode first = frame(1);
    assertThat(first.get("name").asString()).isEqualTo("start");
    JsonNode source = first.get("source");
    assertThat(source.get("name").asString()).isEqualTo("counter.asm");
    assertThat(
            editor
                .ask("source", Map.of("sourceReference", source.get("sourceReference").asInt()))
                .get("content")
                .asString())
        .startsWith("; counter: ");
    assertThat(moved("stepIn").get("reason").asString()).isEqualTo("step");
    assertThat(frame(1).get("line").asInt()).isGreaterThan(first.get("line").asInt());
    moved("next");
    moved("stepBack");
    moved("stepBack");
    assertThat(frame(1)).isEqualTo(first);
    assertThat(moved("stepBack").get("description").asString()).contains("beginning");
  }

  @Test
  void breakpointsThatWereSetBeforeTheLaunchAreVerifiedByIt() throws IOException {
    editor.ask("initialize", Map.of("adapterID", "understudy"));
    editor.event("initialized");
    JsonNode early =
        editor.ask("setBreakpoints", lines("/x/counter.asm", 36)).get("breakpoints").get(0);
    assertThat(early.get("verified").asBoolean()).isFalse();
    editor.ask("configurationDone", NOTHING);
    editor.ask("launch", Map.of("program", "counter", "stopOnEntry", false));
    JsonNode late = editor.event("breakpoint").get("breakpoint");
    assertThat(late.get("verified").asBoolean()).isTrue();
    assertThat(late.get("line").asInt()).as("moved to the next code").isEqualTo(38);
    JsonNode stop = editor.event("stopped");
    assertThat(stop.get("reason").asString()).isEqualTo("breakpoint");
    assertThat(stop.get("hitBreakpointIds").get(0)).isEqualTo(early.get("id"));
    JsonNode frames = editor.ask("stackTrace", FIRST).get("stackFrames");
    assertThat(frames.get(0).get("name").asString()).isEqualTo("answer");
    assertThat(frames.get(0).get("source").get("path").asString()).isEqualTo("/x/counter.asm");
    assertThat(frames.get(1).get("name").asString()).startsWith("serve");
    assertThat(moved("stepOut").get("reason").asString()).isEqualTo("step");
    assertThat(frame(1).get("name").asString()).startsWith("serve.next+");
    assertThat(moved("reverseContinue").get("reason").asString()).isEqualTo("breakpoint");
    assertThat(frame(1).get("name").asString()).isEqualTo("answer");
    assertThat(
            editor
                .ask("setBreakpoints", lines("/x/other.asm", 3))
                .get("breakpoints")
                .get(0)
                .get("message")
                .asString())
        .isEqualTo("the guest has no code of this file");
  }

  @Test
  void labelsRegistersAndEventsStopARecordedRun() throws IOException {
    String file = folder.resolve("counter.rec").toString();
    understudy("run", "counter", "--crash", "primary@20ms", "--record", file, "--quiet").isFine();
    launched(Map.of("recording", file));
    Map<String, Object> label = Map.of("breakpoints", List.of(Map.of("name", "answer")));
    assertThat(
            editor
                .ask("setFunctionBreakpoints", label)
                .get("breakpoints")
                .get(0)
                .get("verified")
                .asBoolean())
        .isTrue();
    assertThat(moved("continue").get("reason").asString()).isEqualTo("function breakpoint");
    editor.ask("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
    JsonNode scopes = editor.ask("scopes", Map.of("frameId", 1)).get("scopes");
    assertThat(scopes.findValuesAsString("name"))
        .containsExactly("Registers", "Memory", "Devices", "World");
    int registers = scopes.get(0).get("variablesReference").asInt();
    for (JsonNode scope : scopes) {
      Map<String, Object> reference =
          Map.of("variablesReference", scope.get("variablesReference").asInt());
      assertThat(editor.ask("variables", reference).get("variables").size()).isPositive();
    }
    JsonNode about =
        editor.ask("dataBreakpointInfo", Map.of("variablesReference", registers, "name", "r14"));
    editor.ask(
        "setDataBreakpoints",
        Map.of("breakpoints", List.of(Map.of("dataId", about.get("dataId").asString()))));
    String before = value(1, "r14");
    JsonNode changed = moved("continue");
    assertThat(changed.get("reason").asString()).isEqualTo("data breakpoint");
    assertThat(changed.get("description").asString()).startsWith("was " + before + ", is ");
    assertThat(value(1, "r14")).isNotEqualTo(before);
    editor.ask("setDataBreakpoints", Map.of("breakpoints", List.of()));
    editor.ask("setExceptionBreakpoints", Map.of("filters", List.of("struck")));
    JsonNode struck = moved("continue");
    assertThat(struck.get("reason").asString()).isEqualTo("exception");
    assertThat(struck.get("description").asString()).contains("crash primary@20ms");
    assertThat(editor.ask("exceptionInfo", FIRST).get("description").asString()).contains("crash");
    assertThat(moved("continue").get("description").asString()).isEqualTo("the end of the run");
  }

  @Test
  void breakpointsHaveConditionsCountsAndMessages() throws IOException {
    launched(Map.of("program", "counter"));
    Map<String, Object> wanted =
        Map.of("name", "answer", "condition", "r14 % 2 == 1", "hitCondition", "% 5");
    JsonNode label =
        editor
            .ask("setFunctionBreakpoints", Map.of("breakpoints", List.of(wanted)))
            .get("breakpoints")
            .get(0);
    assertThat(label.get("verified").asBoolean()).as("%s", label).isTrue();
    assertThat(moved("continue").get("hitBreakpointIds").get(0)).isEqualTo(label.get("id"));
    assertThat(value(1, "r14")).isEqualTo("9");
    moved("continue");
    assertThat(value(1, "r14 + 1")).isEqualTo("20");
    moved("reverseContinue");
    assertThat(value(1, "r14")).isEqualTo("9");
    editor.ask("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
    Map<String, Object> message =
        Map.of("line", 38, "condition", "r14 == 12", "logMessage", "now {r14}, sp {sp - sp}");
    editor.ask(
        "setBreakpoints",
        Map.of(
            "source", Map.of("path", "/x/counter.asm"),
            "breakpoints", List.of(message, Map.of("line", 38, "condition", "r14 == 13"))));
    editor.ask("continue", FIRST);
    assertThat(editor.event("output").get("output").asString()).isEqualTo("now 12, sp 0\n");
    assertThat(editor.event("stopped").get("reason").asString()).isEqualTo("breakpoint");
    assertThat(value(1, "r14")).isEqualTo("13");
  }

  @Test
  void aConditionThatIsNoneIsNotVerified() throws IOException {
    launched(Map.of("program", "counter"));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("name", "answer", "condition", "r14 =="),
            Map.of("name", "answer", "hitCondition", "often"))) {
      JsonNode breakpoint =
          editor
              .ask("setFunctionBreakpoints", Map.of("breakpoints", List.of(wrong)))
              .get("breakpoints")
              .get(0);
      assertThat(breakpoint.get("verified").asBoolean()).isFalse();
      assertThat(breakpoint.get("message").asString())
          .containsAnyOf("column 7", "no count of hits");
    }
    assertThat(moved("continue").get("description").asString()).contains("the end");
  }

  /** The text of a recorded guest's source, byte for byte. */
  @Test
  void theSourceIsTheOneThatWasAssembled() throws IOException {
    String file = folder.resolve("dice.rec").toString();
    understudy("run", "dice", "--record", file, "--quiet").isFine();
    launched(Map.of("recording", file));
    Map<String, Object> reference =
        Map.of("sourceReference", frame(1).get("source").get("sourceReference").asInt());
    String content = editor.ask("source", reference).get("content").asString();
    byte[] shipped;
    try (var in = Programs.class.getResourceAsStream("dice.asm")) {
      shipped = java.util.Objects.requireNonNull(in).readAllBytes();
    }
    assertThat(content.getBytes(UTF_8)).isEqualTo(shipped);
    assertThat(editor.refused("source", Map.of("sourceReference", 77))).contains("no source 77");
  }

  @Test
  void whatIsNoRequestIsAnsweredAndTheSessionGoesOn() throws IOException {
    for (String wrong : List.of("{\"a\":bad}", "{", "[]", "", "nix", "{\"seq\":\"x\"}")) {
      editor.raw(wrong);
      assertThat(editor.answer(0).get("message").asString()).startsWith("the message ");
    }
    editor.raw("{\"seq\":7,\"type\":\"response\"}");
    assertThat(editor.answer(7).get("message").asString()).contains("is no request");
    editor.raw("{\"seq\":8,\"type\":\"request\",\"command\":\"next\",\"arguments\":[1]}");
    assertThat(editor.answer(8).get("message").asString())
        .isEqualTo("'arguments' of next is no object");
    editor.raw("{\"seq\":9,\"type\":\"request\",\"command\":\"next\"}");
    assertThat(editor.answer(9).get("message").asString()).isEqualTo("nothing was launched");
    launched(Map.of("program", "hello"));
  }

  @Test
  void aStreamThatMakesNoSenseIsTheEnd() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "Content-Length: abc\r\n\r\n{}", "is headed by 'Content-Length: abc', expected",
            "Content-Length: -5\r\n\r\n{}", "is headed by 'Content-Length: -5', expected",
            "Content-Length: 99999999999\r\n\r\n", "'Content-Length: 99999999999'",
            "Content-Type: x\r\n\r\n{}", "is headed by no such line, expected",
            "GET / HTTP/1.1\r\n\r\n", "is headed by 'GET / HTTP/1.1', expected",
            "Content-Length: 500\r\n\r\n{}", "2 bytes of the 500 that its head promised",
            "Content-Length: 5", "ends within the head");
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] in = one.getKey().getBytes(UTF_8);
      assertThat(Adapter.serve(new ByteArrayInputStream(in), out, DapCommand::open).orElse(""))
          .contains(one.getValue());
      assertThat(out.size()).isZero();
    }
    assertThat(Adapter.serve(new ByteArrayInputStream(new byte[0]), System.out, DapCommand::open))
        .isEmpty();
  }

  @Test
  void memoryIsReadAndDisassembled() throws IOException {
    launched(Map.of("program", "counter"));
    String here = frame(1).get("instructionPointerReference").asString();
    JsonNode read = editor.ask("readMemory", Map.of("memoryReference", here, "count", 8));
    assertThat(Base64.getDecoder().decode(read.get("data").asString())).hasSize(8);
    Map<String, Object> range =
        Map.of("memoryReference", here, "instructionOffset", -1, "instructionCount", 3);
    JsonNode code = editor.ask("disassemble", range).get("instructions");
    assertThat(code.size()).isEqualTo(3);
    assertThat(code.get(1).get("address").asString()).isEqualTo(here);
    assertThat(code.get(1).get("instruction").asString()).startsWith("mov");
    assertThat(code.get(1).get("line")).isEqualTo(frame(1).get("line"));
    Map<String, Object> beyond = Map.of("memoryReference", "host-2:0x7ffffff0", "count", 4);
    assertThat(editor.ask("readMemory", beyond).get("unreadableBytes").asInt()).isEqualTo(4);
  }

  @Test
  void theDebuggersCommandsMoveToo() throws IOException {
    launched(Map.of("program", "counter", "crash", "primary@20ms"));
    Map<String, Object> command = Map.of("expression", "goto 19.2ms", "context", "repl");
    assertThat(editor.ask("evaluate", command).get("result").asString()).contains("host-1");
    assertThat(editor.event("stopped").get("reason").asString()).isEqualTo("goto");
    assertThat(frame(1).get("name").asString()).startsWith("wait_for_frame.look");
    assertThat(editor.refused("evaluate", Map.of("expression", "gone", "context", "repl")))
        .contains("there is no command 'gone'");
    assertThat(editor.refused("evaluate", Map.of("expression", "gone", "context", "hover")))
        .contains("no register, label, address or expression");
  }

  @Test
  void aLongRunIsPausedAndAnswersMeanwhile() throws IOException {
    launched(Map.of("program", "bank"));
    editor.ask("dataBreakpointInfo", Map.of("frameId", 1, "name", "0x0"));
    editor.ask("setDataBreakpoints", Map.of("breakpoints", List.of(Map.of("dataId", "0/word/0"))));
    editor.ask("continue", FIRST);
    assertThat(editor.refused("next", FIRST)).isEqualTo("it is running; pause it first");
    assertThat(editor.ask("threads", NOTHING).get("threads").size()).isEqualTo(2);
    editor.ask("pause", FIRST);
    assertThat(editor.event("stopped").get("reason").asString()).isEqualTo("pause");
    moved("next");
  }

  @Test
  void whatCannotBeDoneIsSaidAndTheSessionGoesOn() throws IOException {
    assertThat(editor.refused("stackTrace", FIRST)).isEqualTo("nothing was launched");
    assertThat(editor.refused("launch", NOTHING)).contains("expected 'recording', 'program'");
    assertThat(editor.refused("launch", Map.of("program", "banc"))).contains("mean 'bank'");
    assertThat(editor.refused("launch", Map.of("recording", "no.rec"))).contains("no such file");
    assertThat(editor.refused("launch", Map.of("program", List.of(1)))).contains("expected a text");
    assertThat(editor.refused("attach", NOTHING)).contains("use a launch request");
    assertThat(editor.refused("fly", NOTHING)).contains("fly");
    launched(Map.of("program", "hello"));
    assertThat(editor.refused("launch", Map.of("program", "hello"))).contains("before");
    assertThat(editor.refused("next", Map.of("threadId", 77))).contains("no thread 77");
    assertThat(editor.refused("variables", Map.of("variablesReference", 99_999)))
        .contains("nothing with reference");
    assertThat(editor.refused("readMemory", Map.of("memoryReference", "there", "count", 1)))
        .contains("is no address");
    editor.ask("terminate", NOTHING);
    assertThat(editor.event("exited").get("exitCode").asInt()).isZero();
    editor.event("terminated");
    editor.ask("disconnect", NOTHING);
  }

  @Test
  void everyArgumentOfALaunchIsKnownAndHasItsType() throws IOException {
    for (Object seed : List.of("begin", 0.5, 1e30, true, List.of(1))) {
      assertThat(editor.refused("launch", Map.of("program", "hello", "seed", seed)))
          .startsWith("'seed' is '")
          .contains("expected a whole number");
    }
    assertThat(editor.refused("launch", Map.of("program", "hello", "stopOnEntry", "yes")))
        .isEqualTo("'stopOnEntry' is 'yes', expected true or false");
    assertThat(editor.refused("launch", Map.of("program", "hello", "solo", 1)))
        .contains("expected true or false");
    assertThat(editor.refused("launch", Map.of("program", "hello", "breakIn", "some")))
        .contains("expected 'live' or 'all'");
    assertThat(editor.refused("launch", Map.of("program", "hello", "stopOnEntri", true)))
        .isEqualTo("the launch request has an unknown 'stopOnEntri'; did you mean 'stopOnEntry'?");
    assertThat(editor.refused("setBreakpoints", Map.of("source", 5)))
        .isEqualTo("the arguments can't be read: 'source' is of another type than it has to be");
    launched(Map.of("program", "hello", "name", "mine", "__sessionId", "1", "seed", "7"));
  }

  @Test
  void aRunIsStartedAgain() throws IOException {
    JsonNode begin = launched(Map.of("program", "hello"));
    assertThat(begin.get("reason").asString()).isEqualTo("entry");
    moved("stepIn");
    assertThat(moved("stepIn").get("reason").asString()).isEqualTo("step");
    assertThat(moved("restart").get("description").asString()).contains("again");
    JsonNode frame = frame(1);
    assertThat(frame.get("name").asString()).isEqualTo("start");
  }

  @Test
  void theConsoleCompletesCommandsAndWords() throws IOException {
    launched(Map.of("program", "hello"));
    JsonNode commands = editor.ask("completions", Map.of("text", "rev", "column", 4));
    assertThat(commands.get("targets").findValuesAsString("label"))
        .contains("reverse-step", "reverse-next");
    JsonNode words = editor.ask("completions", Map.of("text", "break sta", "column", 10));
    JsonNode start = words.get("targets").get(0);
    assertThat(start.get("label").asString()).isEqualTo("start");
    assertThat(start.get("start").asInt()).isEqualTo(6);
    assertThat(start.get("length").asInt()).isEqualTo(3);
  }

  @Test
  void aGuestsFaultIsAnException() throws IOException {
    Path program = folder.resolve("falls.asm");
    Files.writeString(program, "start:  mov r1, 0\n        divu r2, r1\n        halt\n");
    launched(Map.of("program", program.toString()));
    assertThat(frame(1).get("source").get("path").asString()).isEqualTo(program.toString());
    editor.ask("setExceptionBreakpoints", Map.of("filters", List.of("guest-fault")));
    assertThat(moved("continue").get("reason").asString()).isEqualTo("exception");
    JsonNode info = editor.ask("exceptionInfo", FIRST);
    assertThat(info.get("breakMode").asString()).isEqualTo("unhandled");
    assertThat(info.get("description").asString()).contains("at pc 0x").contains("no handler");
    assertThat(frame(1).get("line").asInt()).isEqualTo(2);
  }

  /** The command itself: nothing but messages comes out of its standard output. */
  @Test
  void aProcessServesOverItsStandardStreams() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "dap")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Editor other = new Editor(process.getInputStream(), process.getOutputStream());
    other.ask("initialize", Map.of("adapterID", "understudy"));
    other.event("initialized");
    other.ask("launch", Map.of("program", "hello"));
    other.ask("configurationDone", NOTHING);
    assertThat(other.event("stopped").get("reason").asString()).isEqualTo("entry");
    other.ask("continue", FIRST);
    assertThat(other.event("stopped").get("description").asString()).contains("the end");
    other.ask("disconnect", NOTHING);
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }

  /** One line and exit code 2, as of any other input that can't be used. */
  @Test
  void aProcessThatIsToldNonsenseEndsWithALine() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "dap")
            .start();
    process.getOutputStream().write("hello\r\n\r\n".getBytes(UTF_8));
    process.getOutputStream().close();
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("understudy dap: standard input: a message is headed by 'hello'");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  /** They would make every other command slower to start. */
  @Test
  void noOtherCommandLoadsTheLibraryOfTheProtocol() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "hello")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(loaded).contains(DapCommand.class.getName());
    assertThat(loaded).doesNotContain("org.eclipse.lsp4j").doesNotContain("com.google.gson");
  }
}
