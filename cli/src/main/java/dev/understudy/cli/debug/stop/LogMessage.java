package dev.understudy.cli.debug.stop;

import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What is said instead of stopping: a text with expressions in braces. */
public final class LogMessage {

  /** A text, and the value that follows it. */
  private record Part(String text, Optional<Expression> value) {}

  private final List<Part> parts;

  private LogMessage(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a message.
   *
   * @throws BadExpressionException if what stands in braces is no expression, or a brace is open
   */
  public static LogMessage read(String text, Map<String, Integer> labels) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new BadExpressionException("'" + text + "': a '{' without its '}'");
      }
      Expression value = ExpressionReader.read(text.substring(open + 1, close), labels);
      parts.add(new Part(text.substring(at, open), Optional.of(value)));
      at = close + 1;
    }
    parts.add(new Part(text.substring(at), Optional.empty()));
    return new LogMessage(parts);
  }

  /** What it says of a guest. */
  public String of(Machine machine) {
    return parts.stream().map(part -> text(part, machine)).collect(Collectors.joining());
  }

  private static String text(Part part, Machine machine) {
    if (part.value().isEmpty()) {
      return part.text();
    }
    OptionalLong value = part.value().orElseThrow().value(machine);
    return part.text() + (value.isPresent() ? Long.toString(value.getAsLong()) : "(no value)");
  }
}
