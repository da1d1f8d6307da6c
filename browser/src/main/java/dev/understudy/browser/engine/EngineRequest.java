package dev.understudy.browser.engine;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One request, whose parts are asked for by their keys. */
final class EngineRequest {
  private final Map<String, @Nullable Object> parts;

  private EngineRequest(Map<String, @Nullable Object> parts) {
    this.parts = parts;
  }

  static EngineRequest of(String json) {
    return new EngineRequest(JsonParser.object(json));
  }

  private static RequestRefusedException wrong(String key, String expected) {
    return new RequestRefusedException("'" + key + "', expected " + expected);
  }

  /** Whether there is something under this key. */
  boolean has(String key) {
    return parts.get(key) != null;
  }

  Optional<String> text(String key) {
    @Nullable Object value = parts.get(key);
    if (value != null && !(value instanceof String)) {
      throw wrong(key, "a text");
    }
    return Optional.ofNullable((String) value);
  }

  String requiredText(String key) {
    return text(key).orElseThrow(() -> wrong(key, "a text"));
  }

  OptionalLong number(String key) {
    @Nullable Object value = parts.get(key);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof Long number) {
      return OptionalLong.of(number);
    }
    throw wrong(key, "a whole number");
  }

  long requiredNumber(String key) {
    return number(key).orElseThrow(() -> wrong(key, "a whole number"));
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(parts.get(key));
  }

  /** A list of texts; empty if there is none. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (parts.get(key) instanceof List<?> list) {
      for (Object one : list) {
        if (!(one instanceof String text)) {
          throw wrong(key, "a list of texts");
        }
        texts.add(text);
      }
    } else if (has(key)) {
      throw wrong(key, "a list of texts");
    }
    return texts;
  }

  /** Texts by name; empty if there are none. */
  Map<String, String> textsByName(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (parts.get(key) instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (!(value instanceof String text)) {
              throw wrong(key, "texts by name");
            }
            texts.put((String) name, text);
          });
    } else if (has(key)) {
      throw wrong(key, "texts by name");
    }
    return texts;
  }

  /** Bytes, which travel as base64. */
  byte[] requiredBytes(String key) {
    try {
      return Base64.getDecoder().decode(requiredText(key));
    } catch (IllegalArgumentException e) {
      throw wrong(key, "base64");
    }
  }
}
