package dev.understudy.vm.machine;

/** Is told of stores into pages that an engine marked as holding code it has compiled. */
public interface CodeWatch {
  /** For engines that keep nothing about code. */
  CodeWatch NONE =
      new CodeWatch() {
        @Override
        public void stored(int address, int length) {}

        @Override
        public void moved() {}
      };

  /** Bytes from {@code address} on were, or may have been, replaced; they lie within memory. */
  void stored(int address, int length);

  /** The machine now runs on another array, where no page is marked as holding code. */
  void moved();
}
