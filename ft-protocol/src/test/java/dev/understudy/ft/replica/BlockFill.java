package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.device.PendingIo;
import java.nio.ByteBuffer;

/** Blocks filled with a number, by which a test can tell what it finds in them. */
final class BlockFill {
  private BlockFill() {}

  /** One block for each number. */
  static Bytes with(int... numbers) {
    ByteBuffer data = ByteBuffer.allocate(numbers.length * SharedDisk.BLOCK_BYTES);
    for (int i = 0; i < numbers.length; i++) {
      data.putInt(i * SharedDisk.BLOCK_BYTES, numbers[i]);
    }
    return Bytes.wrap(data.array());
  }

  /** The number that filled a block of {@code data}. */
  static int of(Bytes data, int block) {
    return ByteBuffer.wrap(data.toArray()).getInt(block * SharedDisk.BLOCK_BYTES);
  }

  /** The numbers that filled all its blocks. */
  static int[] allOf(Bytes data) {
    int[] numbers = new int[data.length() / SharedDisk.BLOCK_BYTES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = of(data, i);
    }
    return numbers;
  }

  static int of(Bytes data) {
    return ByteBuffer.wrap(data.toArray()).getInt();
  }

  /** The memory slot, of one block's size, at which the memory of an I/O begins. */
  static int slot(PendingIo io) {
    return io.address() / SharedDisk.BLOCK_BYTES;
  }
}
