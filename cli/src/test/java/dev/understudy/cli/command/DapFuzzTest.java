package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.debug.dap.Adapter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever an editor sends is answered in plain words. More requests by {@code
 * -Dunderstudy.requests=N}, others by {@code -Dunderstudy.seed=N}.
 */
class DapFuzzTest {
  private static final int REQUESTS = Integer.getInteger("understudy.requests", 1200);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int OF_A_SESSION = 40;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What nobody but a reader of the sources understands. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "internal error|[a-z]+\\.[a-z]+\\.[A-Za-z$]*(Exception|Error)|CommandLine\\$");

  private static final List<String> COMMANDS =
      List.of(
          "initialize",
          "launch",
          "attach",
          "configurationDone",
          "restart",
          "completions",
          "setBreakpoints",
          "setFunctionBreakpoints",
          "setInstructionBreakpoints",
          "setDataBreakpoints",
          "dataBreakpointInfo",
          "setExceptionBreakpoints",
          "continue",
          "reverseContinue",
          "next",
          "stepIn",
          "stepOut",
          "stepBack",
          "pause",
          "threads",
          "stackTrace",
          "scopes",
          "variables",
          "source",
          "readMemory",
          "disassemble",
          "exceptionInfo",
          "evaluate",
          "cancel",
          "nonsense");

  private static final List<String> KEYS =
      List.of(
          "program",
          "recording",
          "scenario",
          "crash",
          "fault",
          "solo",
          "seed",
          "engine",
          "breakIn",
          "stopOnEntry",
          "sourse",
          "__id",
          "threadId",
          "frameId",
          "variablesReference",
          "sourceReference",
          "memoryReference",
          "instructionReference",
          "instructionOffset",
          "instructionCount",
          "offset",
          "count",
          "startFrame",
          "levels",
          "expression",
          "context",
          "name",
          "dataId",
          "accessType",
          "condition",
          "hitCondition",
          "logMessage",
          "line",
          "lines",
          "source",
          "path",
          "breakpoints",
          "filters",
          "granularity",
          "text",
          "column",
          "arguments");

  private static final List<Object> VALUES =
      List.of(
          1,
          2,
          0,
          -1,
          3,
          17,
          1001,
          2002,
          1 << 20,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          1e30,
          0.5,
          true,
          false,
          "",
          " ",
          "hello",
          "hello.asm",
          "begin",
          "r1",
          "sp",
          "pc",
          "start",
          "0x1000",
          "0xfffffff8",
          "-1",
          "99999999999999999999",
          "host-1",
          "host-1:0x1000",
          "host-9:0x10",
          ":",
          "0/register/1",
          "1/word/4096",
          "9/word/999999999",
          "0/word/1048575",
          "primary@1ms",
          "x@y",
          "r1 + ",
          "[[sp]]",
          "1/0",
          "{r1} {",
          "% 0",
          "> 5",
          "continue",
          "goto end",
          "step 3",
          "both registers",
          "why",
          "host host-2",
          "repl",
          "hover",
          "write",
          "readWrite",
          "instruction",
          "statement",
          "all",
          "compiled",
          "guest-fault",
          "\u0000",
          "\ud800",
          "/",
          "..");

  private final Random random = new Random(SEED);

  @Test
  void everyRequestIsAnsweredInPlainWords() throws InterruptedException {
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> thrown.add(problem));
    try {
      for (int sent = 0; sent < REQUESTS; sent += OF_A_SESSION) {
        session(sent);
        assertThat(thrown).as("seed %s, request %s", SEED, sent).isEmpty();
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private void session(int number) throws InterruptedException {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < OF_A_SESSION; i++) {
      String request = request(i);
      sent.add(request);
      byte[] bytes = request.getBytes(UTF_8);
      in.writeBytes(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(UTF_8));
      in.writeBytes(bytes);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Adapter.serve(new ByteArrayInputStream(in.toByteArray()), out, DapCommand::open);
    String said = out.toString(UTF_8);
    String which = "seed " + SEED + ", session at " + number + ": " + String.join("\n", sent);
    assertThat(INTERNAL.matcher(said).results().map(one -> around(said, one.start())).toList())
        .as("%s", which)
        .isEmpty();
    Matcher answers = Pattern.compile("\"type\":\"response\"").matcher(said);
    assertThat(answers.results().count()).as("answers to %s", which).isEqualTo(OF_A_SESSION);
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 200));
  }

  private String request(int number) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("seq", number + 1);
    message.put("type", "request");
    message.put("command", command(number));
    Map<String, @Nullable Object> arguments =
        number == 1 && random.nextInt(4) > 0 ? launch() : object(0);
    if (random.nextInt(20) > 0) {
      message.put("arguments", arguments);
    }
    String text = MAPPER.writeValueAsString(message);
    return random.nextInt(30) == 0 ? torn(text) : text;
  }

  private String command(int number) {
    return switch (number) {
      case 0 -> "initialize";
      case 1 -> "launch";
      case 2 -> "configurationDone";
      default -> any(COMMANDS);
    };
  }

  private Map<String, @Nullable Object> launch() {
    Map<String, @Nullable Object> launch = new LinkedHashMap<>();
    launch.put("program", "hello");
    if (random.nextBoolean()) {
      launch.put("crash", "primary@1ms");
    }
    return launch;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      object.put(any(KEYS), value(depth));
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    int kind = random.nextInt(12);
    if (kind == 0) {
      return null;
    }
    if (kind == 1 && depth < 3) {
      return object(depth + 1);
    }
    if (kind < 4 && depth < 3) {
      List<@Nullable Object> list = new ArrayList<>();
      int length = random.nextInt(3);
      for (int i = 0; i < length; i++) {
        list.add(random.nextBoolean() ? object(depth + 1) : value(depth + 1));
      }
      return list;
    }
    return any(VALUES);
  }

  private String torn(String text) {
    int at = random.nextInt(text.length());
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + (char) (32 + random.nextInt(90)) + text.substring(at + 1);
      default -> text.substring(at);
    };
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
