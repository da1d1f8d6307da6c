package dev.understudy.vm.machine;

/** Marks what is laid out but not built yet. */
@SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
final class Missing {
  private Missing() {}

  static <T> T part() {
    throw new UnsupportedOperationException("not built yet");
  }
}
