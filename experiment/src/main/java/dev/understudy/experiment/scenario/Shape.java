package dev.understudy.experiment.scenario;

import java.util.Optional;

/** What the value of a key has to look like. */
interface Shape<T> {

  /** In a word or two, for the reference page. */
  String name();

  /** From what the TOML parser made of it. */
  T read(Object toml) throws Misfit;

  /** As TOML. */
  String write(T value);

  /** The same shape for a key that may be absent. */
  default Shape<Optional<T>> orAbsent() {
    Shape<T> shape = this;
    return new Shape<>() {
      @Override
      public String name() {
        return shape.name();
      }

      @Override
      public Optional<T> read(Object toml) throws Misfit {
        return Optional.of(shape.read(toml));
      }

      @Override
      public String write(Optional<T> value) {
        return shape.write(value.orElseThrow());
      }
    };
  }
}
