package dev.understudy.cli.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON object of a file that somebody else may have written: what is not as it should be is
 * refused, with its place, its text, and what was expected.
 */
public final class JsonReader {
  private static final String OBJECT = "an object in braces";

  private final String file;
  private final String expected;
  private final JsonValue self;
  private final Map<String, JsonValue> object;

  private JsonReader(String file, String expected, JsonValue self, Map<String, JsonValue> object) {
    this.file = file;
    this.expected = expected;
    this.self = self;
    this.object = object;
  }

  /**
   * Reads an object.
   *
   * @param expected what the file should be, for messages
   */
  public static JsonReader of(String file, String text, String expected) {
    JsonValue value = JsonValue.parse(file, text, expected);
    return value
        .object()
        .map(object -> new JsonReader(file, expected, value, object))
        .orElseThrow(
            () -> new BadInputException(value.at(file) + ": no JSON object, expected " + expected));
  }

  public boolean has(String key) {
    return object.containsKey(key);
  }

  public String text(String key) {
    return get(key).string().orElseThrow(() -> wrong(key, "a text"));
  }

  /** A whole number from one bound to the other. */
  public long number(String key, long least, long most) {
    return get(key)
        .number()
        .filter(number -> least <= number && number <= most)
        .orElseThrow(() -> wrong(key, "a whole number from " + least + " to " + most));
  }

  /** Any whole number of 64 bits. */
  public long number(String key) {
    return get(key).number().orElseThrow(() -> wrong(key, "a whole number of 64 bits"));
  }

  /** A number, whole or not, from one bound to the other. */
  public double real(String key, double least, double most) {
    return get(key)
        .real()
        .filter(number -> least <= number && number <= most)
        .orElseThrow(() -> wrong(key, "a number from " + least + " to " + most));
  }

  public boolean truth(String key) {
    return get(key).truth().orElseThrow(() -> wrong(key, "true or false"));
  }

  public JsonReader part(String key) {
    return inner(get(key), key);
  }

  private JsonReader inner(JsonValue value, String key) {
    return value
        .object()
        .map(found -> new JsonReader(file, expected, value, found))
        .orElseThrow(() -> wrong(value, key, OBJECT));
  }

  public List<JsonReader> list(String key) {
    List<JsonReader> parts = new ArrayList<>();
    for (JsonValue value : values(key)) {
      parts.add(inner(value, key));
    }
    return parts;
  }

  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : values(key)) {
      texts.add(value.string().orElseThrow(() -> wrong(value, key, "texts in brackets")));
    }
    return texts;
  }

  private List<JsonValue> values(String key) {
    return get(key).list().orElseThrow(() -> wrong(key, "a list in brackets"));
  }

  private JsonValue get(String key) {
    JsonValue value = object.get(key);
    if (value == null) {
      throw new BadInputException(
          self.at(file) + ": there is no '" + key + "', expected " + expected);
    }
    return value;
  }

  /**
   * For a value that is of the right kind and still can't be.
   *
   * @param wanted what was expected in its place
   */
  public BadInputException wrong(String key, String wanted) {
    return wrong(get(key), key, wanted);
  }

  private BadInputException wrong(JsonValue value, String key, String wanted) {
    return new BadInputException(
        value.at(file) + ": " + key + ": '" + value.text() + "', expected " + wanted);
  }
}
