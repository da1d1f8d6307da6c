package dev.understudy.sim.net;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.random.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One network: every endpoint can send to every other, each direction for itself.
 *
 * <p>{@link #send} says when the copies arrive; the world puts them into its event queue and asks
 * {@link #arrives} when their time has come. A flight is lost to a cut if its direction is cut at
 * the moment of its arrival.
 *
 * @param <P> payloads; shared between forks, so immutable or never written again
 */
public final class Network<P> {

  /** In {@link #cut} and {@link #heal}: every endpoint. */
  public static final int ALL = -1;

  private final String name;
  private final LinkModel model;
  private final LinkRules rules;
  private final List<String> endpoints;
  private final Draws luck;

  private final TreeMap<Long, Direction> directions;
  private final TreeMap<Long, Integer> cuts;

  private long sent;
  private long sentBytes;
  private long delivered;
  private long lost;
  private long cut;
  private long duplicated;
  private long heldBack;

  /**
   * The state of one direction.
   *
   * @param next ordinal of the next frame of this incarnation
   * @param lastArrivalNs the latest arrival of the frames that keep their order
   * @param busyUntilNs when the wire is free again
   * @param draws where the draws of this incarnation are
   */
  private record Direction(
      int incarnation, long next, long lastArrivalNs, long busyUntilNs, Draws draws) {}

  /** The places of the draws for each purpose. */
  private record Draws(
      Chance loss, Chance reordering, Chance jitter, Chance duplication, Chance again) {

    static Draws of(Chance chance) {
      return new Draws(
          chance.named("loss"),
          chance.named("reordering"),
          chance.named("jitter"),
          chance.named("duplication"),
          chance.named("again"));
    }

    Draws of(int from, int to, int incarnation) {
      return new Draws(
          below(loss, from, to, incarnation),
          below(reordering, from, to, incarnation),
          below(jitter, from, to, incarnation),
          below(duplication, from, to, incarnation),
          below(again, from, to, incarnation));
    }

    private static Chance below(Chance chance, int from, int to, int incarnation) {
      return chance.numbered(from).numbered(to).numbered(incarnation);
    }
  }

  /**
   * Creates a network without cuts.
   *
   * @param name for reports, and the place of its draws
   * @param chance the world's root of draws
   * @param endpoints numbered by their place in this list
   */
  public Network(String name, LinkModel model, Chance chance, List<String> endpoints) {
    this(name, model, LinkRules.STANDARD, chance, endpoints);
  }

  /** A network with rules of its own: for tests that break one. */
  public Network(
      String name, LinkModel model, LinkRules rules, Chance chance, List<String> endpoints) {
    this.name = name;
    this.model = model;
    this.rules = rules;
    this.endpoints = List.copyOf(endpoints);
    this.luck = Draws.of(chance.named("network").named(name));
    this.directions = new TreeMap<>();
    this.cuts = new TreeMap<>();
  }

  private Network(Network<P> other) {
    name = other.name;
    model = other.model;
    rules = other.rules;
    endpoints = other.endpoints;
    luck = other.luck;
    directions = new TreeMap<>(other.directions);
    cuts = new TreeMap<>(other.cuts);
    sent = other.sent;
    sentBytes = other.sentBytes;
    delivered = other.delivered;
    lost = other.lost;
    cut = other.cut;
    duplicated = other.duplicated;
    heldBack = other.heldBack;
  }

  public Network<P> fork() {
    return new Network<>(this);
  }

  public String name() {
    return name;
  }

  public List<String> endpoints() {
    return endpoints;
  }

  /** The least time of flight, in ns. */
  public long leastLatencyNs() {
    return model.latencyNs();
  }

  public Traffic traffic() {
    return new Traffic(sent, sentBytes, delivered, lost, cut, duplicated, heldBack);
  }

  /**
   * Sends a frame.
   *
   * @param incarnation of the sender: a rebooted host has draws of its own
   * @param size in bytes, for the statistics
   * @return the copies that fly: none (lost), one, or two
   */
  public List<Flight<P>> send(long nowNs, int from, int incarnation, int to, P payload, int size) {
    sent++;
    sentBytes += size;
    long link = link(from, to);
    Direction direction = directions.get(link);
    @Nullable Direction own =
        direction != null && direction.incarnation == incarnation ? direction : null;
    long ordinal = own == null ? 0 : own.next;
    long lastArrivalNs = direction == null ? 0 : direction.lastArrivalNs;
    long busyUntilNs = direction == null ? 0 : direction.busyUntilNs;
    long leavesNs = rules.leavesNs(nowNs, busyUntilNs, model.transmissionNs(size));
    Draws mine = own == null ? luck.of(from, to, incarnation) : own.draws;

    List<Flight<P>> copies = new ArrayList<>(1);
    if (mine.loss.happens(ordinal, model.loss())) {
      lost++;
    } else {
      boolean late = mine.reordering.happens(ordinal, model.reordering());
      long arrivesNs = leavesNs + flightNs(mine.jitter, ordinal, late);
      if (late) {
        heldBack++;
      } else {
        arrivesNs = Math.max(arrivesNs, lastArrivalNs);
        lastArrivalNs = arrivesNs;
      }
      copies.add(new Flight<>(from, incarnation, to, ordinal, 0, nowNs, arrivesNs, size, payload));
      if (mine.duplication.happens(ordinal, model.duplication())) {
        duplicated++;
        long againNs = leavesNs + flightNs(mine.again, ordinal, true);
        copies.add(new Flight<>(from, incarnation, to, ordinal, 1, nowNs, againNs, size, payload));
      }
    }
    directions.put(link, new Direction(incarnation, ordinal + 1, lastArrivalNs, leavesNs, mine));
    return copies;
  }

  private long flightNs(Chance jitter, long ordinal, boolean late) {
    long flightNs = model.latencyNs() + jitter.below(2 * ordinal, model.jitterNs() + 1);
    return late ? flightNs + jitter.below(2 * ordinal + 1, model.holdBackNs() + 1) : flightNs;
  }

  /** Whether a flight whose time has come is delivered; to be asked once for each. */
  public boolean arrives(Flight<P> flight) {
    return arrives(flight, flight.to());
  }

  /**
   * Whether a flight whose time has come is delivered, where a switch has decided which endpoint it
   * goes to; to be asked once for each.
   */
  public boolean arrives(Flight<P> flight, int at) {
    if (isCut(flight.from(), at)) {
      cut++;
      return false;
    }
    delivered++;
    return true;
  }

  /** Cuts a direction once more; {@link #ALL} stands for every endpoint. */
  public void cut(int from, int to) {
    cuts.merge(link(from, to), 1, Integer::sum);
  }

  /** Takes back one {@link #cut} with the same arguments; other cuts of the direction stay. */
  public void heal(int from, int to) {
    long link = link(from, to);
    int depth = cuts.getOrDefault(link, 0);
    if (depth == 0) {
      throw new IllegalStateException(
          name + " is not cut from " + nameOf(from) + " to " + nameOf(to));
    }
    if (depth == 1) {
      cuts.remove(link);
    } else {
      cuts.put(link, depth - 1);
    }
  }

  /** Takes back every cut. */
  public void healAll() {
    cuts.clear();
  }

  public boolean isCut(int from, int to) {
    return !cuts.isEmpty()
        && (cuts.containsKey(link(from, to))
            || cuts.containsKey(link(from, ALL))
            || cuts.containsKey(link(ALL, to))
            || cuts.containsKey(link(ALL, ALL)));
  }

  /** The cuts in force, for reports and for the keys of worlds, such as {@code host-1 > all}. */
  public List<String> cuts() {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<Long, Integer> entry : cuts.entrySet()) {
      int from = (int) (entry.getKey() >> 32);
      int to = (int) (long) entry.getKey();
      for (int i = 0; i < entry.getValue(); i++) {
        texts.add(nameOf(from) + " > " + nameOf(to));
      }
    }
    return texts;
  }

  private String nameOf(int endpoint) {
    return endpoint == ALL ? "all" : endpoints.get(endpoint);
  }

  private long link(int from, int to) {
    if (from < ALL || from >= endpoints.size() || to < ALL || to >= endpoints.size()) {
      throw new IllegalArgumentException("no endpoints of " + name + ": " + from + ", " + to);
    }
    return ((long) from << 32) | (to & 0xffffffffL);
  }

  /**
   * Adds all that can still matter.
   *
   * @param sends whether an endpoint may still send anything
   */
  public void digestInto(StateDigest digest, IntPredicate sends) {
    for (Map.Entry<Long, Direction> entry : directions.entrySet()) {
      if (sends.test((int) (entry.getKey() >> 32))) {
        digest.add(entry.getKey());
        digest.add(entry.getValue().incarnation);
        digest.add(entry.getValue().next);
        digest.add(entry.getValue().lastArrivalNs);
        digest.add(entry.getValue().busyUntilNs);
      }
    }
    digest.add(-1);
    for (Map.Entry<Long, Integer> entry : cuts.entrySet()) {
      digest.add(entry.getKey());
      digest.add(entry.getValue());
    }
  }
}
