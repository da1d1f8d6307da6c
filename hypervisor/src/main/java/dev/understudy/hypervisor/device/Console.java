package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect.ConsoleOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text out: single bytes are gathered into lines, because each output waits for its ack. */
public final class Console implements Device {

  static final int BUFFER_BYTES = 256;
  static final int GREATEST_WRITE = 65_536;

  static final DeviceDefinition<Console> DEFINITION =
      DeviceDefinition.of("console", 0x10, config -> new Console())
          .about(
              """
              Text for the outside. Bytes put one by one are gathered and go out together: at a
              newline, when 256 are gathered, at `CONSOLE_FLUSH` and `CONSOLE_WRITE`, and when the
              guest halts, powers off or faults, so that nothing is lost. Each time is one output.
              """)
          .out(0, "PUT", "Gathers the low byte of the value.", Console::put)
          .out(1, "FLUSH", "Lets out what is gathered; the value means nothing.", Console::flush)
          .out(2, "ADDR", "Where `CONSOLE_WRITE` takes its bytes from.", Console::address)
          .out(
              3,
              "WRITE",
              "Lets out what is gathered and so many bytes from memory, as one output. Refused:"
                  + " more than 65536, or not wholly within memory.",
              Console::write)
          .in(4, "REFUSED", "How many writes were refused since boot.", console -> console.refused)
          .constant("GREATEST_WRITE", GREATEST_WRITE, "bytes that one CONSOLE_WRITE takes")
          .example(
              "A line, byte by byte and at once",
              """
                      .include "devices.inc"
              start:  mov     r0, 'H'
                      out     CONSOLE_PUT, r0
                      mov     r0, text
                      out     CONSOLE_ADDR, r0
                      mov     r0, text_end - text
                      out     CONSOLE_WRITE, r0
                      halt
                      .data
              text:   .ascii  "ello\\n"
              text_end:
              """);

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int gathered;
  private long address;
  private long offset;
  private long refused;

  Console() {}

  private Console(Console from) {
    System.arraycopy(from.buffer, 0, buffer, 0, from.gathered);
    gathered = from.gathered;
    address = from.address;
    offset = from.offset;
    refused = from.refused;
  }

  private void put(Bus bus, long value) {
    buffer[gathered++] = (byte) value;
    if (value == '\n' || gathered == BUFFER_BYTES) {
      letOut(bus, Bytes.EMPTY);
    }
  }

  private void flush(Bus bus, long value) {
    flush(bus);
  }

  /** Lets out what is gathered; nothing gathered, no output. */
  public void flush(Bus bus) {
    if (gathered > 0) {
      letOut(bus, Bytes.EMPTY);
    }
  }

  private void address(Bus bus, long value) {
    address = value;
  }

  private void write(Bus bus, long length) {
    @Nullable Bytes bytes = length > GREATEST_WRITE ? null : bus.fetch(address, length);
    if (bytes == null) {
      refused++;
    } else if (gathered + bytes.length() > 0) {
      letOut(bus, bytes);
    }
  }

  private void letOut(Bus bus, Bytes more) {
    byte[] bytes = Arrays.copyOf(buffer, gathered + more.length());
    System.arraycopy(more.toArray(), 0, bytes, gathered, more.length());
    long start = offset;
    bus.put(index -> new ConsoleOutput(index, start, Bytes.wrap(bytes)));
    offset += bytes.length;
    gathered = 0;
  }

  /** How many bytes this guest has let out. */
  public long offset() {
    return offset;
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.payload("gathered", Bytes.wrap(Arrays.copyOf(buffer, gathered)));
    visitor.number("address", address);
    visitor.number("offset", offset);
    visitor.number("refused", refused);
  }

  @Override
  public void restore(StateSource source) {
    byte[] bytes = source.payload("gathered").toArray();
    gathered = Math.min(bytes.length, buffer.length);
    System.arraycopy(bytes, 0, buffer, 0, gathered);
    address = source.number("address");
    offset = source.number("offset");
    refused = source.number("refused");
  }

  @Override
  public Console fork() {
    return new Console(this);
  }
}
