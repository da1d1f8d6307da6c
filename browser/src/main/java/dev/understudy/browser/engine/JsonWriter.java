package dev.understudy.browser.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON: maps in the order in which they were filled, iterables, texts, whole numbers,
 * booleans and null.
 *
 * <p>Numbers are written as they are. A reader that keeps them in doubles, as JavaScript does, has
 * them whole up to 2^53; anything that may be larger is written as a text by those who know.
 */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /** The value as JSON on one line. */
  static String write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> parts) {
      array(parts);
    } else if (value instanceof String text) {
      text(text);
    } else if (value == null || isPlain(value)) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private static boolean isPlain(Object value) {
    return value instanceof Boolean || value instanceof Long || value instanceof Integer;
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> part : map.entrySet()) {
      out.append(separator);
      text((String) part.getKey());
      out.append(':');
      value(part.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void array(Iterable<?> parts) {
    out.append('[');
    String separator = "";
    for (Object part : parts) {
      out.append(separator);
      value(part);
      separator = ",";
    }
    out.append(']');
  }

  /** Half a surrogate pair is escaped as well: it has no place in UTF-8. */
  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == '<') {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 15, 16));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
