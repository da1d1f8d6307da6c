package dev.understudy.ft.protocol;

import java.io.Serial;

/** Bytes that arrived as a frame of this protocol, and hold none. */
final class DamagedFrameException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  DamagedFrameException(String message) {
    super(message);
  }
}
