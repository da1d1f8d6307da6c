package dev.understudy.vm.machine;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a machine boots from: memory contents, where to start, and names for people. Immutable.
 *
 * <p>Memory beyond the contents is 0.
 */
public final class Image {
  /** The least memory a machine has. */
  public static final int MIN_MEMORY = 64 << 10;

  /** The most memory a machine has. */
  public static final int MAX_MEMORY = 256 << 20;

  private final byte[] contents;
  private final PageTable table;
  private final int entry;
  private final int memorySize;
  private final NavigableMap<String, Integer> symbols;
  private final NavigableMap<Integer, SourceLine> sourceLines;

  /**
   * Copies what it is given.
   *
   * @param contents memory from address 0, at most {@code memorySize} bytes
   * @param entry the first pc; like any jump target it is checked only when it is fetched
   * @param memorySize in bytes, a multiple of 4096 from {@link #MIN_MEMORY} to {@link #MAX_MEMORY}
   * @param symbols addresses by name
   * @param sourceLines where the instruction at an address was written
   * @throws IllegalArgumentException if the sizes are not as said
   */
  public Image(
      byte[] contents,
      int entry,
      int memorySize,
      Map<String, Integer> symbols,
      Map<Integer, SourceLine> sourceLines) {
    if (memorySize < MIN_MEMORY || memorySize > MAX_MEMORY || memorySize % Page.BYTES != 0) {
      throw new IllegalArgumentException(
          "memory size "
              + memorySize
              + " is not a multiple of 4096 from "
              + MIN_MEMORY
              + " to "
              + MAX_MEMORY);
    }
    if (contents.length > memorySize) {
      throw new IllegalArgumentException(
          contents.length + " bytes of contents do not fit " + memorySize + " bytes of memory");
    }
    this.contents = contents.clone();
    this.table = PageTable.of(contents, memorySize);
    this.entry = entry;
    this.memorySize = memorySize;
    this.symbols = Collections.unmodifiableNavigableMap(new TreeMap<>(symbols));
    this.sourceLines = Collections.unmodifiableNavigableMap(new TreeMap<>(sourceLines));
  }

  /** An image without names. */
  public static Image of(byte[] contents, int entry, int memorySize) {
    return new Image(contents, entry, memorySize, new TreeMap<>(), new TreeMap<>());
  }

  /** A copy of the memory contents from address 0. */
  public byte[] contents() {
    return contents.clone();
  }

  /** How many bytes {@link #contents} has. */
  public int length() {
    return contents.length;
  }

  /** The byte at an address within the contents. */
  public byte byteAt(int address) {
    return contents[address];
  }

  /** The first pc. */
  public int entry() {
    return entry;
  }

  /** In bytes. */
  public int memorySize() {
    return memorySize;
  }

  /** Addresses by name, in the order of the names. */
  public SortedMap<String, Integer> symbols() {
    return symbols;
  }

  /** Where instructions were written, in the order of their addresses. */
  public NavigableMap<Integer, SourceLine> sourceLines() {
    return sourceLines;
  }

  /** Where the instruction at exactly this address was written. */
  public Optional<SourceLine> sourceLine(int address) {
    return Optional.ofNullable(sourceLines.get(address));
  }

  PageTable table() {
    return table;
  }

  /** Identifies what a machine boots: contents, entry and memory size; not the names. */
  public StateHash hash() {
    StateHash memory = table.hash();
    return new StateHash(
        HashMixing.mix(HashMixing.step(memory.high(), entry)),
        HashMixing.mix(HashMixing.step(memory.low(), entry)));
  }
}
