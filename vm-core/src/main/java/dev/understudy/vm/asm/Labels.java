package dev.understudy.vm.asm;

import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names of addresses, for disassembly and debuggers. Immutable.
 *
 * <p>Holds only names that a source could use as labels. Addresses are unsigned.
 */
public final class Labels {
  private static final Labels NONE = new Labels(new TreeMap<>());

  private final NavigableMap<Long, List<String>> namesByAddress;

  private Labels(NavigableMap<Long, List<String>> namesByAddress) {
    this.namesByAddress = namesByAddress;
  }

  public static Labels none() {
    return NONE;
  }

  public static Labels of(Image image) {
    NavigableMap<Long, List<String>> names = new TreeMap<>();
    for (Map.Entry<String, Integer> symbol : image.symbols().entrySet()) {
      boolean usable = Lexer.isName(symbol.getKey()) && RegisterNames.number(symbol.getKey()) < 0;
      if (usable) {
        long address = Integer.toUnsignedLong(symbol.getValue());
        names.computeIfAbsent(address, a -> new ArrayList<>()).add(symbol.getKey());
      }
    }
    return new Labels(names);
  }

  /** The first name, by alphabet, of exactly this address. */
  public Optional<String> at(int address) {
    List<String> names = all(Integer.toUnsignedLong(address));
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(0));
  }

  /**
   * How people say where an address is: {@code main}, {@code main+0x10}, or the number if no label
   * stands before it.
   */
  public String describe(int address) {
    long wanted = Integer.toUnsignedLong(address);
    Map.Entry<Long, List<String>> below = namesByAddress.floorEntry(wanted);
    if (below == null) {
      return AssemblyText.hex(wanted);
    }
    String name = below.getValue().get(0);
    long offset = wanted - below.getKey();
    return offset == 0 ? name : name + "+" + AssemblyText.hex(offset);
  }

  List<String> all(long address) {
    return namesByAddress.getOrDefault(address, List.of());
  }

  /**
   * The nearest labelled address above this one, or {@code otherwise} if there is none below that.
   */
  long next(long address, long otherwise) {
    Long next = namesByAddress.higherKey(address);
    return next == null || next > otherwise ? otherwise : next;
  }
}
