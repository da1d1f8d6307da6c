package dev.understudy.browser.engine;

/** A request that can't be carried out; its message is for the person who asked. */
final class RequestRefusedException extends RuntimeException {
  RequestRefusedException(String message) {
    super(message);
  }
}
