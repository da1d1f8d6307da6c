package dev.understudy.browser.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, texts, whole numbers, booleans and null. Requests have no fractions,
 * and nothing in them is nested deeply.
 */
final class JsonParser {
  private static final int DEPTH_MAX = 16;

  private final String text;
  private int at;

  private JsonParser(String text) {
    this.text = text;
  }

  /**
   * Reads a request.
   *
   * @throws RequestRefusedException if it is no JSON object
   */
  static Map<String, @Nullable Object> object(String text) {
    JsonParser parser = new JsonParser(text);
    parser.blanks();
    if (parser.at == text.length() || parser.peek() != '{') {
      throw parser.wrong("an object");
    }
    Map<String, @Nullable Object> object = parser.object(1);
    parser.blanks();
    if (parser.at != text.length()) {
      throw parser.wrong("the end");
    }
    return object;
  }

  private RequestRefusedException wrong(String expected) {
    return new RequestRefusedException(
        "the request is no JSON: character " + (at + 1) + ", expected " + expected);
  }

  private char peek() {
    if (at == text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char wanted) {
    blanks();
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private boolean next(char wanted) {
    blanks();
    boolean is = peek() == wanted;
    if (is) {
      at++;
    }
    return is;
  }

  private @Nullable Object value(int depth) {
    blanks();
    if (depth > DEPTH_MAX) {
      throw wrong("less depth");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    expect('{');
    if (next('}')) {
      return object;
    }
    do {
      blanks();
      String key = string();
      expect(':');
      object.put(key, value(depth + 1));
    } while (next(','));
    expect('}');
    return object;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> array = new ArrayList<>();
    expect('[');
    if (next(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
    } while (next(','));
    expect(']');
    return array;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private Long number() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Long.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw wrong("a whole number");
    }
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw wrong("a hexadecimal digit");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }
}
