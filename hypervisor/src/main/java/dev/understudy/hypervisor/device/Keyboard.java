package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import org.jspecify.annotations.Nullable;

/** Keys in, a byte each, in a queue. */
public final class Keyboard implements Device {

  static final int QUEUE_KEYS = 64;
  private static final int LINE = 1;

  static final DeviceDefinition<Keyboard> DEFINITION =
      DeviceDefinition.of("keyboard", 0x20, config -> new Keyboard())
          .line(LINE)
          .about(
              """
              Keys, a byte each, in a queue of 64. A key that finds the queue full is not taken;
              outside it is offered again. Each key raises the line, but a line that is pending
              already stays one interrupt: take keys until `KEYBOARD_COUNT` is 0.
              """)
          .in(0, "COUNT", "How many keys are waiting.", keyboard -> keyboard.count)
          .in(1, "NEXT", "The oldest key, which leaves the queue; 0 if none waits.", Keyboard::next)
          .constant("QUEUE_KEYS", QUEUE_KEYS, "keys that can wait")
          .example(
              "Echo of one key",
              """
                      .include "devices.inc"
              start:  mov     sp, stack_end
                      mov     r1, VECTOR_KEYBOARD
                      mov     r0, woken
                      st8     [r1], r0
              look:   cli                             ; from here on an interrupt stays pending
                      in      r0, KEYBOARD_COUNT
                      jne     r0, 0, key
                      wfi                             ; goes on when a key is there
                      sti                             ; takes the interrupt: the next wfi sleeps
                      jmp     look
              key:    in      r0, KEYBOARD_NEXT
                      out     CONSOLE_PUT, r0
                      halt
              woken:  iret
                      .data
              stack:  .space  256
              stack_end:
              """);

  private final byte[] keys = new byte[QUEUE_KEYS];
  private int first;
  private int count;

  Keyboard() {}

  private Keyboard(Keyboard from) {
    System.arraycopy(from.keys, 0, keys, 0, QUEUE_KEYS);
    first = from.first;
    count = from.count;
  }

  private long next() {
    if (count == 0) {
      return 0;
    }
    byte key = keys[first];
    first = (first + 1) % QUEUE_KEYS;
    count--;
    return key & 0xff;
  }

  /** Why a key can't be taken now, or null. */
  public @Nullable String obstacle() {
    return count == QUEUE_KEYS ? "the keyboard's queue is full" : null;
  }

  public void press(Bus bus, int key) {
    keys[(first + count) % QUEUE_KEYS] = (byte) key;
    count++;
    bus.raise(LINE);
  }

  @Override
  public void visit(StateVisitor visitor) {
    byte[] waiting = new byte[count];
    for (int i = 0; i < count; i++) {
      waiting[i] = keys[(first + i) % QUEUE_KEYS];
    }
    visitor.payload("keys", Bytes.wrap(waiting));
  }

  @Override
  public void restore(StateSource source) {
    byte[] waiting = source.payload("keys").toArray();
    first = 0;
    count = Math.min(waiting.length, keys.length);
    System.arraycopy(waiting, 0, keys, 0, count);
  }

  @Override
  public Keyboard fork() {
    return new Keyboard(this);
  }
}
