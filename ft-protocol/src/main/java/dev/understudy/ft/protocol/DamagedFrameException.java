package dev.understudy.ft.protocol;

import java.io.Serial;

/** Says that bytes which came as a frame of this protocol hold none. */
final class DamagedFrameException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  DamagedFrameException(String message) {
    super(message);
  }
}
