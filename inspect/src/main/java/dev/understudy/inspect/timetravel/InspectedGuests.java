package dev.understudy.inspect.timetravel;

import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The guests of a world, as stop conditions look at them. */
final class InspectedGuests {
  private static final int WORD_BYTES = 8;
  private static final long NOWHERE = Long.MIN_VALUE;

  private InspectedGuests() {}

  /** The machine of a host; null if the host is down, has no guest yet, or never started. */
  static @Nullable Machine machine(World world, int host) {
    @Nullable Replica replica = host >= 0 && host < world.hostCount() ? world.replica(host) : null;
    return replica == null || !replica.hasGuest() ? null : replica.guest().machine();
  }

  /** The address of the instruction that is next; {@link #NOWHERE} if none is any more. */
  static long next(Machine machine) {
    return switch (machine.stop()) {
      case HALTED, FAULTED -> NOWHERE;
      case COUNT, WAITING, CLOCK_READ, ENTROPY_READ, PORT_READ, PORT_WRITE -> machine.nextPc();
    };
  }

  /** The word at an address; 0 if it is not in memory. */
  static long word(Machine machine, int address) {
    byte[] bytes = new byte[WORD_BYTES];
    return machine.read(address, bytes)
        ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()
        : 0;
  }
}
