package dev.understudy.cli.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object of a file that others may have written: what is not as it should be is refused. */
public final class JsonReader {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private final String file;
  private final String expected;
  private final Map<?, ?> object;

  private JsonReader(String file, String expected, Map<?, ?> object) {
    this.file = file;
    this.expected = expected;
    this.object = object;
  }

  /**
   * Reads an object.
   *
   * @param expected what the file should be, for messages
   */
  public static JsonReader of(String file, String text, String expected) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      Object value = value(in);
      if (value instanceof Map<?, ?> object && in.nextToken() == null) {
        return new JsonReader(file, expected, object);
      }
    } catch (JacksonException e) {
      String place = ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
      throw new BadInputException(
          file + place + ": " + e.getOriginalMessage() + ", expected " + expected);
    }
    throw new BadInputException(file + ": no JSON object, expected " + expected);
  }

  private static @Nullable Object value(JsonParser in) {
    JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        object.put(name, value(in));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> list = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(in));
      }
      return list;
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return in.getNumberValue();
    }
    return token == JsonToken.VALUE_STRING ? in.getString() : null;
  }

  public String text(String key) {
    return get(key, String.class);
  }

  public long number(String key) {
    return get(key, Number.class).longValue();
  }

  public double real(String key) {
    return get(key, Number.class).doubleValue();
  }

  public JsonReader part(String key) {
    return new JsonReader(file, expected, get(key, Map.class));
  }

  public List<JsonReader> list(String key) {
    List<JsonReader> parts = new ArrayList<>();
    for (Object part : get(key, List.class)) {
      if (!(part instanceof Map<?, ?> object)) {
        throw wrong(key);
      }
      parts.add(new JsonReader(file, expected, object));
    }
    return parts;
  }

  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object part : get(key, List.class)) {
      if (!(part instanceof String text)) {
        throw wrong(key);
      }
      texts.add(text);
    }
    return texts;
  }

  private <T> T get(String key, Class<T> kind) {
    Object value = object.get(key);
    if (!kind.isInstance(value)) {
      throw wrong(key);
    }
    return kind.cast(value);
  }

  private BadInputException wrong(String key) {
    return new BadInputException(
        file + ": '" + key + "' is not as it should be, expected " + expected);
  }
}
