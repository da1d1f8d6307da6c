package dev.understudy.experiment.scenario;

import java.util.TreeMap;

/** What one fault was told: a value for each parameter of its kind. */
final class FaultArguments {
  private final TreeMap<String, Object> byKey = new TreeMap<>();

  static FaultArguments none() {
    return new FaultArguments();
  }

  <T> FaultArguments with(FaultParameter<T> parameter, T value) {
    byKey.put(parameter.key(), value);
    return this;
  }

  /** The value, or what is standard for kinds that don't have this parameter. */
  @SuppressWarnings("unchecked") // with() put it there, under the key of the same parameter.
  <T> T get(FaultParameter<T> parameter) {
    return (T) byKey.getOrDefault(parameter.key(), parameter.standard());
  }
}
