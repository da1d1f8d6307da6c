package dev.understudy.cli;

import java.util.List;

/** Something that the user gave can't be used. Each line stands alone: place, text, expected. */
final class BadInputException extends RuntimeException {
  private final List<String> lines;

  BadInputException(String line) {
    this(List.of(line));
  }

  BadInputException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  List<String> lines() {
    return lines;
  }
}
