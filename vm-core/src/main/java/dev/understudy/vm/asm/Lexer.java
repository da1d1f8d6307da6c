package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line into words. A word it can't read is reported here and becomes {@link Kind#BAD}.
 */
final class Lexer {
  private static final List<String> LONG_SYMBOLS = List.of("<<", ">>");
  private static final String SYMBOLS = "+-*/%&|^~()[],:=.";

  private final TextLine line;
  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(TextLine line, Problems problems) {
    this.line = line;
    this.text = line.text();
    this.problems = problems;
  }

  /** The words of a line; the last one is always {@link Kind#END}. */
  static List<Token> words(TextLine line, Problems problems) {
    Lexer lexer = new Lexer(line, problems);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    int columnStart = 0;
    int column = 1;
    int end = 0;
    while (skipBlanks()) {
      column += text.codePointCount(columnStart, at);
      columnStart = at;
      next(column);
      end = at;
    }
    column += text.codePointCount(columnStart, end);
    tokens.add(Token.of(Kind.END, "", line, column));
  }

  /** To the next word; false at the end of the line or a comment. */
  private boolean skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at < text.length() && text.charAt(at) != ';' && text.charAt(at) != '#';
  }

  private void next(int column) {
    char c = text.charAt(at);
    if (isDigit(c)) {
      number(column);
    } else if (startsName(at)) {
      name(Kind.NAME, at, column);
    } else if (c == '.' && startsName(at + 1)) {
      name(Kind.DOTTED, at + 1, column);
    } else if (c == '\\' && startsName(at + 1)) {
      name(Kind.PARAMETER, at + 1, column);
    } else if (c == '"') {
      string(column);
    } else if (c == '\'') {
      character(column);
    } else {
      symbol(column);
    }
  }

  private void add(Kind kind, int end, int column, String data, long value) {
    tokens.add(new Token(kind, text.substring(at, end), data, value, line, column));
    at = end;
  }

  private void bad(int end, int column, String problem, String expected) {
    add(Kind.BAD, end, column, "", 0);
    problems.report(tokens.get(tokens.size() - 1), problem, expected);
  }

  private void name(Kind kind, int start, int column) {
    int end = start;
    while (continuesName(end)) {
      end++;
    }
    add(kind, end, column, "", 0);
  }

  private void number(int column) {
    int end = at;
    while (continuesName(end)) {
      end++;
    }
    String digits = text.substring(at, end);
    Numbers.Read read = Numbers.read(digits);
    switch (read.outcome()) {
      case OK -> add(Kind.NUMBER, end, column, "", read.value());
      case TOO_BIG ->
          bad(
              end,
              column,
              "number '" + AssemblyText.shorten(digits) + "' does not fit 64 bits",
              "");
      case MALFORMED ->
          bad(
              end,
              column,
              "malformed number '" + AssemblyText.shorten(digits) + "'",
              "digits such as 10, 64K, 0x1f or 0b101");
    }
  }

  private void symbol(int column) {
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        add(Kind.SYMBOL, at + symbol.length(), column, "", 0);
        return;
      }
    }
    int c = text.codePointAt(at);
    int end = at + Character.charCount(c);
    if (SYMBOLS.indexOf(c) >= 0) {
      add(Kind.SYMBOL, end, column, "", 0);
    } else {
      bad(
          end,
          column,
          "unexpected character '" + AssemblyText.shorten(text.substring(at, end)) + "'",
          "");
    }
  }

  private void character(int column) {
    QuotedText quoted = QuotedText.read(text, at, '\'');
    if (!quoted.problem().isEmpty()) {
      bad(quoted.end(), column, quoted.problem(), quoted.expected());
    } else if (quoted.characters().size() != 1) {
      String shown = AssemblyText.shorten(text.substring(at, quoted.end()));
      bad(quoted.end(), column, "character literal " + shown, "one character, as in 'a'");
    } else {
      add(Kind.NUMBER, quoted.end(), column, "", quoted.characters().get(0).value());
    }
  }

  private void string(int column) {
    QuotedText quoted = QuotedText.read(text, at, '"');
    if (!quoted.problem().isEmpty()) {
      bad(quoted.end(), column, quoted.problem(), quoted.expected());
      return;
    }
    StringBuilder bytes = new StringBuilder();
    for (QuotedText.Unit unit : quoted.characters()) {
      if (unit.isByte()) {
        bytes.append((char) unit.value());
      } else {
        byte[] encoded = Character.toString(unit.value()).getBytes(StandardCharsets.UTF_8);
        bytes.append(new String(encoded, StandardCharsets.ISO_8859_1));
      }
    }
    add(Kind.STRING, quoted.end(), column, bytes.toString(), 0);
  }

  private boolean startsName(int index) {
    return index < text.length() && isNameStart(text.charAt(index));
  }

  /** A dot inside a name joins a global label and a local one: {@code main.loop}. */
  private boolean continuesName(int index) {
    if (index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    boolean inside = isNameStart(c) || isDigit(c);
    return inside
        || (c == '.'
            && index + 1 < text.length()
            && (isNameStart(text.charAt(index + 1)) || isDigit(text.charAt(index + 1))));
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** True if the text can stand for a label in a source. */
  static boolean isName(String text) {
    if (text.isEmpty() || !isNameStart(text.charAt(0))) {
      return false;
    }
    Lexer lexer = new Lexer(new TextLine("", 1, text), new Problems());
    int end = 0;
    while (lexer.continuesName(end)) {
      end++;
    }
    return end == text.length();
  }
}
