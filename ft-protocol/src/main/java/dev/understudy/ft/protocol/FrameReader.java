package dev.understudy.ft.protocol;

import dev.understudy.base.FieldReader;

/** The fields of one frame. */
final class FrameReader extends FieldReader<DamagedFrameException> {
  private String field = "";

  FrameReader(byte[] datagram, int start, int end) {
    super("the frame", datagram, start, end);
  }

  /** The number that comes next and has this name, below 2⁶³. */
  long number(String name) throws DamagedFrameException {
    field = name;
    long value = varint();
    if (value < 0) {
      throw refuse("a number of more than 63 bits");
    }
    return value;
  }

  @Override
  public DamagedFrameException refuse(String reason) {
    return new DamagedFrameException(field + ", byte " + position() + ": " + reason);
  }
}
