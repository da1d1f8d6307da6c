package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands in this process. */
final class Shell {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Shell() {}

  /** What a command left behind. */
  record Result(List<String> arguments, int code, byte[] bytes, String err) {
    String out() {
      return new String(bytes, UTF_8);
    }

    JsonNode json() {
      return MAPPER.readTree(out());
    }

    /** It worked, and had nothing to complain about. */
    Result isFine() {
      assertThat(err).as("%s on standard error", arguments).isEmpty();
      assertThat(code).as("exit code of %s", arguments).isZero();
      return this;
    }

    /** It said just this on standard error, printed nothing, and ended with 2. */
    void isBadInput(String... lines) {
      assertThat(err.lines()).as("%s on standard error", arguments).containsExactly(lines);
      assertThat(out()).as("%s on standard output", arguments).isEmpty();
      assertThat(code).as("exit code of %s", arguments).isEqualTo(2);
    }
  }

  static Result understudy(String... arguments) {
    return run(Terminal.NONE, null, arguments);
  }

  /** On a terminal that is so wide, without colours. */
  static Result inColumns(int columns, String... arguments) {
    return run(new Terminal(columns, false), null, arguments);
  }

  /** Somebody sits at a terminal, and types this when asked. */
  static Result answered(String typed, String... arguments) {
    return run(Terminal.NONE, new ByteArrayInputStream(typed.getBytes(UTF_8)), arguments);
  }

  private static Result run(Terminal terminal, @Nullable InputStream typed, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(new Streams(out, err, null, terminal, typed), arguments);
    return new Result(List.of(arguments), code, out.toByteArray(), err.toString(UTF_8));
  }
}
