package dev.understudy.cli.io;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Results for programs: maps in the order in which they were filled, iterables, texts, numbers,
 * booleans and null.
 *
 * <p>Jackson's generator without its data binding, which would triple the time a short command
 * takes to start.
 */
public final class Json {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private Json() {}

  /** Indented, and without a line end at the end. */
  public static String text(Map<String, ? extends @Nullable Object> value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(new Indented(), text)) {
      write(out, value);
    }
    return text.toString();
  }

  /** The value as JSON on one line. */
  public static String line(Map<String, ? extends @Nullable Object> value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(out, value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      map.forEach(
          (name, part) -> {
            out.writeName((String) name);
            write(out, part);
          });
      out.writeEndObject();
    } else if (value instanceof Iterable<?> parts) {
      out.writeStartArray();
      parts.forEach(part -> write(out, part));
      out.writeEndArray();
    } else {
      scalar(out, value);
    }
  }

  private static void scalar(JsonGenerator out, Object value) {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  /** Two blanks a level, one value a line, the same line ends on every system. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
