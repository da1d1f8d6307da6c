package dev.understudy.inspect.recording;

/** Bytes that are no recording, or a damaged one. The message says at which byte, and why. */
public final class RecordingRefusedException extends Exception {

  RecordingRefusedException(long offset, String reason) {
    super("byte " + offset + ": " + reason);
  }
}
