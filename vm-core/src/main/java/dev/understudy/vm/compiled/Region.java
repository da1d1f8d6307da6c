package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Semantics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Guest code that becomes one JVM method: what is reached from its root by jumps and calls whose
 * targets are known, as much as fits.
 */
final class Region {
  private final int root;
  private final NavigableMap<Integer, Block> blocks;
  private final int[] addresses;
  private final int[] owed;
  private final long[] words;

  Region(int root, List<Block> inOrder) {
    this.root = root;
    NavigableMap<Integer, Block> byStart = new TreeMap<>();
    List<Integer> where = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    List<Long> code = new ArrayList<>();
    for (Block block : inOrder) {
      byStart.put(block.start(), block);
      for (int i = 0; i < block.length(); i++) {
        where.add(block.start() + i * Instruction.BYTES);
        left.add(block.length() - i);
        code.add(block.instructions().get(i).encode());
      }
    }
    this.blocks = Collections.unmodifiableNavigableMap(byStart);
    this.addresses = where.stream().mapToInt(Integer::intValue).toArray();
    this.owed = left.stream().mapToInt(Integer::intValue).toArray();
    this.words = code.stream().mapToLong(Long::longValue).toArray();
  }

  /** Where its discovery began. */
  int root() {
    return root;
  }

  /** By address. */
  NavigableMap<Integer, Block> blocks() {
    return blocks;
  }

  /** How many instructions. */
  int length() {
    return addresses.length;
  }

  /** Where the instruction with this index stands. */
  int address(int index) {
    return addresses[index];
  }

  /** The 8 bytes of the instruction with this index. */
  long word(int index) {
    return words[index];
  }

  /** How many instructions of a block that was paid for are not executed from this one on. */
  int owed(int index) {
    return owed[index];
  }

  /** The blocks at which execution may begin, by address. */
  List<Block> checkpoints() {
    return blocks.values().stream().filter(Block::checkpoint).toList();
  }

  /** Behind the calls, as far as that belongs to it; in ascending order. */
  int[] returnSites() {
    return blocks.values().stream()
        .filter(block -> block.last().opcode().kind() == Kind.CALL)
        .mapToInt(Block::end)
        .filter(blocks::containsKey)
        .sorted()
        .distinct()
        .toArray();
  }

  /** True if the instruction at the address belongs to it. */
  boolean covers(int address) {
    Map.Entry<Integer, Block> before = blocks.floorEntry(address);
    return before != null && address < before.getValue().end();
  }

  /** True if exactly this code stands in the memory. */
  boolean standsIn(byte[] memory) {
    int size = memory.length - Instruction.BYTES;
    for (int i = 0; i < addresses.length; i++) {
      if (addresses[i] > size || Semantics.ld8(memory, addresses[i]) != words[i]) {
        return false;
      }
    }
    return true;
  }
}
