package dev.understudy.cli.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * One value of a JSON text and where it stands. Numbers stay texts until somebody asks for one: no
 * file can make a number of a million digits out of one line.
 *
 * @param content a map, a list, a text, a truth value, or null; for a number nothing
 * @param text as it stands in the file, no longer than people read
 */
record JsonValue(Kind kind, @Nullable Object content, int line, int column, String text) {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  /**
   * Far beyond every report: what a value costs in memory is many times what it costs in a file.
   */
  private static final int VALUES_MAX = 1 << 20;

  private static final int SHOWN = 40;

  private enum Kind {
    OBJECT,
    LIST,
    STRING,
    NUMBER,
    OTHER
  }

  /**
   * Reads a text that holds one value.
   *
   * @param expected what the file should be, for messages
   */
  static JsonValue parse(String file, String text, String expected) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Reader reader = new Reader(in, file, expected);
      in.nextToken();
      JsonValue value = reader.value();
      if (in.nextToken() != null) {
        throw reader.refused("there is more behind the end");
      }
      return value;
    } catch (JacksonException e) {
      throw new BadInputException(noJson(file, text, e.getLocation()) + ", expected " + expected);
    }
  }

  private static String noJson(String file, String text, @Nullable TokenStreamLocation where) {
    if (where == null) {
      return file + ":1:1: no JSON that can be read"; // too deep, or a name that is too long
    }
    int line = Math.max(1, where.getLineNr());
    int column = Math.max(1, where.getColumnNr());
    String there = text.lines().skip(line - 1L).findFirst().orElse("");
    String rest = there.substring(Math.min(column - 1, there.length()));
    String place = file + ":" + line + ":" + column + ": no JSON";
    return rest.isEmpty() ? place + ": the line ends" : place + ": '" + shown(rest) + "'";
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** {@code file:line:column}. */
  String at(String file) {
    return file + ":" + line + ":" + column;
  }

  @SuppressWarnings("unchecked") // Reader.object makes nothing else
  Optional<Map<String, JsonValue>> object() {
    return kind == Kind.OBJECT
        ? Optional.ofNullable((Map<String, JsonValue>) content)
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // Reader.list makes nothing else
  Optional<List<JsonValue>> list() {
    return kind == Kind.LIST ? Optional.ofNullable((List<JsonValue>) content) : Optional.empty();
  }

  Optional<String> string() {
    return content instanceof String string ? Optional.of(string) : Optional.empty();
  }

  Optional<Boolean> truth() {
    return content instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
  }

  /** A whole number of 64 bits. */
  Optional<Long> number() {
    if (kind != Kind.NUMBER || text.length() > SHOWN) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A number that a double can hold. */
  Optional<Double> real() {
    return kind == Kind.NUMBER && text.length() <= SHOWN
        ? Optional.of(Double.parseDouble(text)).filter(Double::isFinite)
        : Optional.empty();
  }

  /** Goes through a text once. */
  private static final class Reader {
    private final JsonParser in;
    private final String file;
    private final String expected;
    private int values;

    Reader(JsonParser in, String file, String expected) {
      this.in = in;
      this.file = file;
      this.expected = expected;
    }

    JsonValue value() {
      if (++values > VALUES_MAX) {
        throw refused("more than " + VALUES_MAX + " values");
      }
      JsonToken token = in.currentToken();
      if (token == null) {
        throw refused("nothing is there");
      }
      TokenStreamLocation where = in.currentTokenLocation();
      int line = where.getLineNr();
      int column = where.getColumnNr();
      return switch (token) {
        case START_OBJECT -> new JsonValue(Kind.OBJECT, object(), line, column, "{…}");
        case START_ARRAY -> new JsonValue(Kind.LIST, list(), line, column, "[…]");
        case VALUE_STRING ->
            new JsonValue(Kind.STRING, in.getString(), line, column, shown(in.getString()));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            new JsonValue(Kind.NUMBER, null, line, column, shown(in.getString()));
        case VALUE_TRUE, VALUE_FALSE ->
            new JsonValue(Kind.OTHER, token == JsonToken.VALUE_TRUE, line, column, in.getString());
        default -> new JsonValue(Kind.OTHER, null, line, column, in.getString());
      };
    }

    private Map<String, JsonValue> object() {
      Map<String, JsonValue> object = new LinkedHashMap<>();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        if (object.containsKey(name)) {
          throw refused("'" + shown(name) + "' stands there twice");
        }
        in.nextToken();
        object.put(name, value());
      }
      return object;
    }

    private List<JsonValue> list() {
      List<JsonValue> list = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        list.add(value());
      }
      return list;
    }

    BadInputException refused(String why) {
      TokenStreamLocation where = in.currentTokenLocation();
      String place = file + ":" + where.getLineNr() + ":" + where.getColumnNr();
      return new BadInputException(place + ": " + why + ", expected " + expected);
    }
  }
}
