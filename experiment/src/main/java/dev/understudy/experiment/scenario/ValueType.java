package dev.understudy.experiment.scenario;

import java.util.Optional;

/** What the value of a key has to look like. */
interface ValueType<T> {

  /** In a word or two, for the reference page. */
  String name();

  /** From what the TOML parser made of it. */
  T read(Object toml) throws ValueException;

  /** As TOML. */
  String write(T value);

  /** The same shape for a key that may be absent. */
  default ValueType<Optional<T>> orAbsent() {
    ValueType<T> shape = this;
    return new ValueType<>() {
      @Override
      public String name() {
        return shape.name();
      }

      @Override
      public Optional<T> read(Object toml) throws ValueException {
        return Optional.of(shape.read(toml));
      }

      @Override
      public String write(Optional<T> value) {
        return shape.write(value.orElseThrow());
      }
    };
  }
}
