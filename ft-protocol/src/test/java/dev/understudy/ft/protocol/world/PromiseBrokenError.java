package dev.understudy.ft.protocol.world;

/** Says which promise the judge saw broken, and how. */
final class PromiseBrokenError extends AssertionError {
  private static final long serialVersionUID = 1;

  private final ProtocolPromise promise;

  PromiseBrokenError(ProtocolPromise promise, String what) {
    super(promise + ": " + what);
    this.promise = promise;
  }

  ProtocolPromise promise() {
    return promise;
  }
}
