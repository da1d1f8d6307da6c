package dev.understudy.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds regular expressions in a source that repeat a group. Java matches each round of a group by
 * a call within a call, so that a text which is long enough ends in a StackOverflowError; what
 * repeats is read by hand.
 */
final class RegularExpressions {
  private static final List<String> CALLS =
      List.of("Pattern.compile(", ".matches(", ".replaceAll(", ".replaceFirst(", ".split(");

  private RegularExpressions() {}

  /** The expressions in a source that repeat a group. */
  static List<String> repeatingIn(String source) {
    List<String> found = new ArrayList<>();
    for (String call : CALLS) {
      int at = source.indexOf(call);
      while (at >= 0) {
        String expression = literals(source, at + call.length());
        if (repeatsAGroup(expression)) {
          found.add(expression);
        }
        at = source.indexOf(call, at + 1);
      }
    }
    return found;
  }

  /** The texts in double quotes of one call's arguments, as one, with their escapes resolved. */
  private static String literals(String source, int from) {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    boolean quoted = false;
    for (int at = from; at < source.length() && depth > 0; at++) {
      char c = source.charAt(at);
      if (c == '\\') {
        at++;
        text.append(quoted ? String.valueOf(source.charAt(at)) : "");
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted) {
        text.append(c);
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    }
    return text.toString();
  }

  /** Whether a group may come more than a fixed number of times. */
  static boolean repeatsAGroup(String expression) {
    boolean inClass = false;
    for (int at = 0; at < expression.length() - 1; at++) {
      char c = expression.charAt(at);
      if (c == '\\') {
        at++;
      } else if (inClass || c == '[') {
        inClass = c != ']';
      } else if (c == ')' && isOpenQuantifier(expression.substring(at + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOpenQuantifier(String rest) {
    int brace = rest.indexOf('}');
    return rest.startsWith("*")
        || rest.startsWith("+")
        || (rest.startsWith("{") && brace > 0 && rest.substring(0, brace).contains(","));
  }
}
