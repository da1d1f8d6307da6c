package dev.understudy.sim.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns from announcements which host an address belongs to.
 *
 * <p>An address belongs to the host that announced it with the highest tenure. An equal or lower
 * tenure of another host is ignored, however late or often it arrives: a host that lost its role
 * can't take the address back.
 */
public final class Switch {

  /**
   * The owner of an address.
   *
   * @param address on the client network
   * @param host the endpoint that announced it
   * @param tenure the highest with which it was announced
   */
  public record Binding(long address, int host, long tenure) {}

  private final SortedMap<Long, Binding> bindings;

  public Switch() {
    this(new TreeMap<>());
  }

  private Switch(SortedMap<Long, Binding> bindings) {
    this.bindings = bindings;
  }

  public Switch fork() {
    return new Switch(new TreeMap<>(bindings));
  }

  /** Takes an announcement; true if the address has another owner than before. */
  public boolean announce(long address, int host, long tenure) {
    Binding old = bindings.get(address);
    if (old != null && old.tenure >= tenure) {
      return false;
    }
    bindings.put(address, new Binding(address, host, tenure));
    return old == null || old.host != host;
  }

  /** The host an address belongs to; empty if nobody announced it. */
  public OptionalInt ownerOf(long address) {
    Binding binding = bindings.get(address);
    return binding == null ? OptionalInt.empty() : OptionalInt.of(binding.host);
  }

  /** All bindings by address. */
  public List<Binding> bindings() {
    List<Binding> all = new ArrayList<>();
    for (Map.Entry<Long, Binding> entry : bindings.entrySet()) {
      all.add(entry.getValue());
    }
    return all;
  }
}
