package dev.understudy.experiment.scenario;

import dev.understudy.base.Bytes;
import dev.understudy.base.NearestWord;
import dev.understudy.sim.random.Probability;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.tomlj.TomlArray;

/** The types of single values of a scenario, each with its reader and its writer. */
final class ValueTypes {

  private static final String HEX = "hex:";

  private ValueTypes() {}

  interface Reading<T> {
    T read(Object toml) throws ValueException;
  }

  interface Parsing<T> {
    T parse(String text) throws ValueException;
  }

  static ValueType<String> text() {
    return type("text", toml -> string(toml, "text in quotes"), ValueTypes::quote);
  }

  static ValueType<String> name() {
    return type(
        "text",
        toml -> {
          String text = string(toml, "text in quotes");
          if (text.isBlank()) {
            throw new ValueException("text that is not empty");
          }
          return text;
        },
        ValueTypes::quote);
  }

  static ValueType<Long> number(long least, long most) {
    return type(
        "number",
        toml -> {
          if (toml instanceof Long number) {
            return within(number, least, most, String::valueOf);
          }
          throw new ValueException("a whole number" + range(least, most, String::valueOf));
        },
        String::valueOf);
  }

  static ValueType<Integer> integer(int least, int most) {
    ValueType<Long> number = number(least, most);
    return type("number", toml -> number.read(toml).intValue(), String::valueOf);
  }

  static ValueType<Long> duration(long leastNs, long mostNs) {
    return units("duration", Units.TIME, leastNs, mostNs);
  }

  static ValueType<Long> instructionTime(long leastFs, long mostFs) {
    return units("time", Units.INSTRUCTION_TIME, leastFs, mostFs);
  }

  static ValueType<Integer> size(int least, int most) {
    ValueType<Long> size = units("size", Units.SIZE, least, most);
    return type(
        "size", toml -> size.read(toml).intValue(), value -> quote(Units.SIZE.print(value)));
  }

  private static ValueType<Long> units(String name, Units units, long least, long most) {
    return type(
        name,
        toml -> within(units.parse(string(toml, units.form())), least, most, units::print),
        value -> quote(units.print(value)));
  }

  static ValueType<Probability> probability() {
    String form = "a probability from 0.0 to 1.0, in steps of a billionth";
    return type(
        "probability",
        toml -> {
          try {
            return Probability.of(decimal(toml, form));
          } catch (IllegalArgumentException e) {
            throw new ValueException(form);
          }
        },
        Probability::toString);
  }

  /** Written in parts per million, kept in parts per billion. */
  static ValueType<Long> partsPerMillion(long mostPartsPerBillion) {
    String form =
        String.format(
            Locale.ROOT,
            "a number of parts per million such as 20 or -12.5, up to %d either way",
            mostPartsPerBillion / 1_000);
    return type(
        "ppm",
        toml -> {
          try {
            long value = decimal(toml, form).movePointRight(3).longValueExact();
            return within(
                value, -mostPartsPerBillion, mostPartsPerBillion, any -> ValueTypes.ppm(any));
          } catch (ArithmeticException e) {
            throw new ValueException(form);
          }
        },
        ValueTypes::ppm);
  }

  private static String ppm(long partsPerBillion) {
    return BigDecimal.valueOf(partsPerBillion, 3).stripTrailingZeros().toPlainString();
  }

  /** A type whose values are a few words. */
  static <T> ValueType<T> choice(List<T> choices, Function<T, String> label) {
    List<String> labels = choices.stream().map(label).toList();
    return type(
        "word",
        toml -> {
          int index = labels.indexOf(string(toml, oneOf(labels)));
          if (index < 0) {
            throw new ValueException(oneOf(labels) + meaning((String) toml, labels));
          }
          return choices.get(index);
        },
        value -> quote(label.apply(value)));
  }

  /** Several of a few words. */
  static <T> ValueType<List<T>> choices(List<T> choices, Function<T, String> label) {
    ValueType<T> one = choice(choices, label);
    return type(
        "list of words",
        toml -> {
          if (!(toml instanceof TomlArray array)) {
            throw new ValueException("a list such as [" + one.write(choices.get(0)) + "]");
          }
          List<T> values = new ArrayList<>();
          for (int i = 0; i < array.size(); i++) {
            T value = one.read(array.get(i));
            if (values.contains(value)) {
              throw new ValueException("each word once");
            }
            values.add(value);
          }
          return List.copyOf(values);
        },
        values -> "[" + String.join(", ", values.stream().map(one::write).toList()) + "]");
  }

  /** Bytes as text, or {@code hex:} and hexadecimal digits. */
  static ValueType<Bytes> bytes(int most) {
    String form = "text, or \"hex:\" and pairs of hexadecimal digits";
    return type(
        "bytes",
        toml -> {
          Bytes payload = payload(string(toml, form), form);
          if (payload.toArray().length > most) {
            throw new ValueException("at most " + most + " bytes");
          }
          return payload;
        },
        ValueTypes::writeBytes);
  }

  private static Bytes payload(String text, String form) throws ValueException {
    if (!text.startsWith(HEX)) {
      return Bytes.ofText(text);
    }
    try {
      return Bytes.copyOf(HexFormat.of().parseHex(text.substring(HEX.length())));
    } catch (IllegalArgumentException e) {
      throw new ValueException(form);
    }
  }

  private static String writeBytes(Bytes payload) {
    String text = new String(payload.toArray(), StandardCharsets.UTF_8);
    return Bytes.ofText(text).equals(payload) && !text.startsWith(HEX)
        ? quote(text)
        : quote(HEX + HexFormat.of().formatHex(payload.toArray()));
  }

  /** Something with a syntax of its own, in quotes. */
  static <T> ValueType<T> phrase(
      String name, String form, Parsing<T> parsing, Function<T, String> print) {
    return type(
        name, toml -> parsing.parse(string(toml, form)), value -> quote(print.apply(value)));
  }

  static <T> ValueType<T> type(String name, Reading<T> reading, Function<T, String> writing) {
    return new ValueType<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public T read(Object toml) throws ValueException {
        return reading.read(toml);
      }

      @Override
      public String write(T value) {
        return writing.apply(value);
      }
    };
  }

  static String oneOf(List<String> labels) {
    return "one of " + String.join(", ", labels);
  }

  /** The guess to add to a message, or nothing. */
  static String meaning(String word, List<String> labels) {
    return NearestWord.of(word, labels).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** A TOML basic string. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String string(Object toml, String form) throws ValueException {
    if (toml instanceof String text) {
      return text;
    }
    throw new ValueException(form);
  }

  private static BigDecimal decimal(Object toml, String form) throws ValueException {
    if (toml instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (toml instanceof Double number && !number.isNaN() && !number.isInfinite()) {
      return BigDecimal.valueOf(number);
    }
    throw new ValueException(form);
  }

  private static long within(long value, long least, long most, Function<Long, String> print)
      throws ValueException {
    if (value < least || value > most) {
      throw new ValueException("something" + range(least, most, print));
    }
    return value;
  }

  private static String range(long least, long most, Function<Long, String> print) {
    if (most == Long.MAX_VALUE) {
      return least == Long.MIN_VALUE ? "" : " of at least " + print.apply(least);
    }
    return " from " + print.apply(least) + " to " + print.apply(most);
  }
}
