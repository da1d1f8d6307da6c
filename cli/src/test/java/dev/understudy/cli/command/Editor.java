package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An editor, as far as a script needs one: it writes requests and reads what comes back. */
final class Editor {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final InputStream in;
  private final OutputStream out;
  private final ArrayDeque<JsonNode> events = new ArrayDeque<>();
  private int lastSeq;

  Editor(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Sends a request without waiting; its number. */
  int send(String command, Map<String, ?> arguments) throws IOException {
    int seq = ++lastSeq;
    Map<String, Object> message = new TreeMap<>();
    message.put("seq", seq);
    message.put("type", "request");
    message.put("command", command);
    message.put("arguments", arguments);
    raw(MAPPER.writeValueAsString(message));
    return seq;
  }

  void raw(String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(UTF_8));
    out.write(bytes);
    out.flush();
  }

  /** The body of the answer to a request, which must be granted. */
  JsonNode ask(String command, Map<String, ?> arguments) throws IOException {
    JsonNode answer = answer(send(command, arguments));
    assertThat(answer.get("success").asBoolean()).as("%s", answer).isTrue();
    return answer.has("body") ? answer.get("body") : MAPPER.createObjectNode();
  }

  /** Why a request is refused. */
  String refused(String command, Map<String, ?> arguments) throws IOException {
    JsonNode answer = answer(send(command, arguments));
    assertThat(answer.get("success").asBoolean()).as("%s", answer).isFalse();
    return answer.get("message").asString();
  }

  JsonNode answer(int seq) throws IOException {
    while (true) {
      JsonNode message = read();
      if (message.get("type").asString().equals("event")) {
        events.add(message);
      } else if (message.get("request_seq").asInt() == seq) {
        return message;
      }
    }
  }

  /** The next event of this name; others before it are passed over. */
  JsonNode event(String name) throws IOException {
    while (true) {
      JsonNode message = events.isEmpty() ? read() : events.remove();
      if (message.get("type").asString().equals("event")
          && message.get("event").asString().equals(name)) {
        return message.has("body") ? message.get("body") : MAPPER.createObjectNode();
      }
    }
  }

  private JsonNode read() throws IOException {
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      assertThat(line).matches("Content-[A-Za-z]+: .*");
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    return MAPPER.readTree(in.readNBytes(length));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("after '" + line + "'");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
