package dev.understudy.experiment.scenario;

import java.util.Optional;

/** What the value of a key has to look like. */
interface ValueType<T> {

  /** What a value of this type is, in a word or two, for the reference page. */
  String name();

  /** Reads a value from what the TOML parser made of it. */
  T read(Object toml) throws ValueException;

  /** The value as TOML. */
  String write(T value);

  /** This type for a key that may be absent. */
  default ValueType<Optional<T>> orAbsent() {
    ValueType<T> type = this;
    return new ValueType<>() {
      @Override
      public String name() {
        return type.name();
      }

      @Override
      public Optional<T> read(Object toml) throws ValueException {
        return Optional.of(type.read(toml));
      }

      @Override
      public String write(Optional<T> value) {
        return type.write(value.orElseThrow());
      }
    };
  }
}
