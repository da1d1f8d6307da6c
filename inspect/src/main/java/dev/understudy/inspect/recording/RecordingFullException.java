package dev.understudy.inspect.recording;

/** More was logged than any recording holds. What was written until then can be read. */
public final class RecordingFullException extends RuntimeException {
  RecordingFullException(String message) {
    super(message);
  }
}
