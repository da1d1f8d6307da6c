package dev.understudy.inspect.timetravel;

import dev.understudy.sim.world.World;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs in the guests of two worlds: two moments of one host, or two hosts of one moment.
 *
 * @param registers in order; {@code pc} comes last, as number {@link Registers#COUNT}
 * @param words of memory, the first ones by address
 * @param wordsInAll how many differ
 */
public record GuestChanges(List<Change> registers, List<Change> words, long wordsInAll) {
  private static final int WORD_BYTES = 8;

  /**
   * One value.
   *
   * @param where a register's number or a word's address
   */
  public record Change(int where, long was, long is) {}

  /**
   * Compares.
   *
   * @param wordsMax how many words to name
   * @return null if one of the two is down
   */
  public static @Nullable GuestChanges between(
      World before, int hostBefore, World after, int hostAfter, int wordsMax) {
    @Nullable Machine one = InspectedGuests.machine(before, hostBefore);
    @Nullable Machine two = InspectedGuests.machine(after, hostAfter);
    return one == null || two == null ? null : of(one, two, wordsMax);
  }

  private static GuestChanges of(Machine before, Machine after, int wordsMax) {
    List<Change> registers = new ArrayList<>();
    for (int i = 0; i < Registers.COUNT; i++) {
      add(registers, i, before.register(i), after.register(i));
    }
    add(registers, Registers.COUNT, before.pc(), after.pc());
    ByteBuffer was = memory(before);
    ByteBuffer is = memory(after);
    List<Change> words = new ArrayList<>();
    long all = 0;
    for (int at = 0; at < was.capacity(); at += WORD_BYTES) {
      if (was.getLong(at) != is.getLong(at)) {
        all++;
        if (words.size() < wordsMax) {
          words.add(new Change(at, was.getLong(at), is.getLong(at)));
        }
      }
    }
    return new GuestChanges(registers, words, all);
  }

  private static void add(List<Change> changes, int where, long was, long is) {
    if (was != is) {
      changes.add(new Change(where, was, is));
    }
  }

  private static ByteBuffer memory(Machine machine) {
    byte[] bytes = new byte[machine.memorySize()];
    if (!machine.read(0, bytes)) {
      throw new IllegalStateException("memory of " + bytes.length + " bytes can't be read");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
