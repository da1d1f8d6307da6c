package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import java.io.ByteArrayOutputStream;

/** A state as bytes, for {@link StateReader}: numbers as varints, payloads with their length. */
public final class StateWriter implements StateVisitor {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void number(String name, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  @Override
  public void payload(String name, Bytes value) {
    number(name, value.length());
    bytes.writeBytes(value.toArray());
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
