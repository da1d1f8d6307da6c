package dev.understudy.browser.jdk.java.util;

import org.jspecify.annotations.Nullable;

/** {@link java.util.StringJoiner}. */
public final class StringJoiner {
  private final String separator;
  private final String prefix;
  private final String suffix;
  private @Nullable StringBuilder text;
  private String emptyValue;

  public StringJoiner(CharSequence separator) {
    this(separator, "", "");
  }

  public StringJoiner(CharSequence separator, CharSequence prefix, CharSequence suffix) {
    this.separator = separator.toString();
    this.prefix = prefix.toString();
    this.suffix = suffix.toString();
    this.emptyValue = this.prefix + this.suffix;
  }

  public StringJoiner setEmptyValue(CharSequence value) {
    emptyValue = value.toString();
    return this;
  }

  public StringJoiner add(@Nullable CharSequence next) {
    if (text == null) {
      text = new StringBuilder(prefix);
    } else {
      text.append(separator);
    }
    text.append(next);
    return this;
  }

  @Override
  public String toString() {
    return text == null ? emptyValue : text + suffix;
  }
}
