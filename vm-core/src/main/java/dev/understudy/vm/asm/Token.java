package dev.understudy.vm.asm;

/**
 * A word of a source line.
 *
 * @param text as written
 * @param data of a string: its bytes, one a character; of a local name: the symbol it stands for
 *     once its scope is known; else empty
 * @param value of a number or character literal
 * @param column from 1
 */
record Token(Kind kind, String text, String data, long value, TextLine line, int column) {
  enum Kind {
    /** A mnemonic, register, symbol or macro: {@code add}, {@code r1}, {@code main}. */
    NAME,
    /** A directive or local name: {@code .word}, {@code .loop}. */
    DOTTED,
    /** A macro parameter: {@code \count}. */
    PARAMETER,
    /** A number or a character literal. */
    NUMBER,
    STRING,
    /** An operator or punctuation. */
    SYMBOL,
    /** What the lexer already reported. */
    BAD,
    /** The end of the line. */
    END
  }

  static Token of(Kind kind, String text, TextLine line, int column) {
    return new Token(kind, text, "", 0, line, column);
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isSymbol(String wanted) {
    return kind == Kind.SYMBOL && text.equals(wanted);
  }

  Token standingFor(String symbol) {
    return new Token(kind, text, symbol, value, line, column);
  }

  /** The symbol that a name or a local name stands for. */
  String symbol() {
    return kind == Kind.DOTTED && !data.isEmpty() ? data : text;
  }

  /** As a message names it: {@code 'text'}, or {@code the end of the line}. */
  String named() {
    return kind == Kind.END ? "the end of the line" : "'" + AssemblyText.shorten(text) + "'";
  }

  String place() {
    return line.file() + ":" + line.number() + ":" + column;
  }
}
