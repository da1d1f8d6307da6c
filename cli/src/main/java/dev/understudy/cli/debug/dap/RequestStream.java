package dev.understudy.cli.debug.dap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An editor's stream, of which only whole requests are passed on. A content that is no request is
 * answered with an error. Behind a head that makes no sense nobody knows where the next message
 * begins: that is the end.
 */
final class RequestStream extends InputStream {
  private static final int CONTENT_MAX = 1 << 24;
  private static final int HEAD_MAX = 1 << 12;
  private static final String LENGTH = "content-length:";

  /** The command that stands for all that is no request. */
  static final String MALFORMED = "malformed";

  private static final Gson STRICT =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableJdkUnsafe().create();

  private final InputStream in;
  private Optional<String> problem = Optional.empty();
  private byte[] frame = {};
  private int at;

  RequestStream(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Why the stream ended before its time. */
  Optional<String> problem() {
    return problem;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == frame.length) {
      if (problem.isPresent() || !next()) {
        return -1;
      }
    }
    int taken = Math.min(length, frame.length - at);
    System.arraycopy(frame, at, into, from, taken);
    at += taken;
    return taken;
  }

  /** The next message, or an answer to what is none; false at the end. */
  private boolean next() throws IOException {
    frame = new byte[0];
    at = 0;
    int length = head();
    if (length < 0) {
      return false;
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      problem =
          Optional.of(
              "standard input ends within a message: "
                  + content.length
                  + " bytes of the "
                  + length
                  + " that its head promised");
      return false;
    }
    byte[] request = request(new String(content, UTF_8));
    byte[] head = ("Content-Length: " + request.length + "\r\n\r\n").getBytes(US_ASCII);
    frame = Arrays.copyOf(head, head.length + request.length);
    System.arraycopy(request, 0, frame, head.length, request.length);
    return true;
  }

  /** The length that a head says; -1 at the end of the stream, or if the head makes no sense. */
  private int head() throws IOException {
    int length = -1;
    boolean any = false;
    for (String line = line(); problem.isEmpty(); line = line()) {
      if (line == null || (line.isEmpty() && any)) {
        boolean torn = line == null && any;
        problem = torn ? Optional.of("standard input ends within the head of a message") : problem;
        break;
      }
      any |= !line.isEmpty();
      length = line.toLowerCase(java.util.Locale.ROOT).startsWith(LENGTH) ? length(line) : length;
      boolean field = line.isEmpty() || line.matches("[A-Za-z-]+:.*");
      problem = field ? problem : Optional.of(headed("'" + shown(line) + "'"));
    }
    if (any && length < 0 && problem.isEmpty()) {
      problem = Optional.of(headed("no such line"));
    }
    return problem.isPresent() ? -1 : length;
  }

  private int length(String line) {
    String number = line.substring(LENGTH.length()).strip();
    boolean fits = number.matches("[0-9]{1,9}") && Integer.parseInt(number) <= CONTENT_MAX;
    if (!fits) {
      problem = Optional.of(headed("'" + shown(line) + "'"));
    }
    return fits ? Integer.parseInt(number) : -1;
  }

  private static String headed(String found) {
    return "standard input: a message is headed by "
        + found
        + ", expected 'Content-Length: N' with N at most "
        + CONTENT_MAX
        + "; an editor starts this command and talks to it";
  }

  private static String shown(String line) {
    String printable = line.replaceAll("[^ -~]", "?");
    return printable.length() > 60 ? printable.substring(0, 60) + "..." : printable;
  }

  /** A line without its end; null at the end of the stream. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int one = in.read();
    if (one < 0) {
      return null;
    }
    while (one >= 0 && one != '\n' && line.size() < HEAD_MAX) {
      line.write(one);
      one = in.read();
    }
    return line.toString(US_ASCII).stripTrailing();
  }

  /** Returns the request; for a message that is none, one that is answered with the reason. */
  private static byte[] request(String text) {
    JsonElement element;
    try {
      element = STRICT.fromJson(text, JsonElement.class);
    } catch (JsonParseException e) {
      return malformed("0", "the message is no JSON: '" + shown(text) + "'");
    }
    if (!(element instanceof JsonObject object)) {
      return malformed("0", "the message is no JSON object: '" + shown(text) + "'");
    }
    String seq = word(object, "seq");
    if (!seq.matches("-?[0-9]{1,9}")) {
      return malformed("0", "the message lacks 'seq', a whole number");
    }
    if (!word(object, "type").equals("request") || word(object, "command").isEmpty()) {
      return malformed(seq, "the message is no request with 'type' and 'command'");
    }
    @Nullable JsonElement arguments = object.get("arguments");
    boolean fits = arguments == null || arguments.isJsonObject() || arguments.isJsonNull();
    return fits
        ? text.getBytes(UTF_8)
        : malformed(seq, "'arguments' of " + word(object, "command") + " is no object");
  }

  private static String word(JsonObject object, String key) {
    @Nullable JsonElement value = object.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static byte[] malformed(String seq, String reason) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("reason", reason);
    JsonObject request = new JsonObject();
    request.addProperty("seq", Long.parseLong(seq));
    request.addProperty("type", "request");
    request.addProperty("command", MALFORMED);
    request.add("arguments", arguments);
    return request.toString().getBytes(UTF_8);
  }
}
