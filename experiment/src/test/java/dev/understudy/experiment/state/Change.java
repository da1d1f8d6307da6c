package dev.understudy.experiment.state;

import dev.understudy.base.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another value for one place of a graph, and nothing else changed.
 *
 * @param place where; the paths of a world are those of its forks
 * @param value what is there from now on
 */
record Change(StateGraph.Place place, @Nullable Object value) {

  /** What one place can be changed to: first come first tried, since records refuse some values. */
  static List<Change> of(StateGraph.Place place) {
    return others(place.value()).stream().map(other -> new Change(place, other)).toList();
  }

  private static List<?> others(@Nullable Object value) {
    if (value instanceof Long number) {
      return List.of(number + 1, number - 1);
    }
    if (value instanceof Integer number) {
      return List.of(number + 1, number - 1);
    }
    if (value instanceof Boolean yes) {
      return List.of(!yes);
    }
    if (value instanceof Byte one) {
      return List.of((byte) (one + 1));
    }
    if (value instanceof String text) {
      return List.of(text + "x");
    }
    if (value instanceof Enum<?> one) {
      Object[] all = one.getDeclaringClass().getEnumConstants();
      return all.length < 2 ? List.of() : List.of(all[(one.ordinal() + 1) % all.length]);
    }
    if (value instanceof Bytes bytes) {
      return List.of(Bytes.wrap(changed(bytes.toArray())));
    }
    if (value instanceof byte[] bytes) {
      return List.of(changed(bytes));
    }
    if (value instanceof long[] numbers && numbers.length > 0) {
      return List.of(Arrays.stream(numbers).map(one -> one + 1).toArray());
    }
    if (value instanceof int[] numbers && numbers.length > 0) {
      return List.of(Arrays.stream(numbers).map(one -> one + 1).toArray());
    }
    return List.of();
  }

  private static byte[] changed(byte[] bytes) {
    byte[] other = bytes.length == 0 ? new byte[1] : bytes.clone();
    for (int i = 0; i < other.length; i++) {
      other[i]++;
    }
    return other;
  }

  /** The change that takes the last element away; empty where there is none. */
  static List<Change> shorter(StateGraph.Place place) {
    return place.value() instanceof Collection<?> all
        ? withoutLast(all).map(fewer -> new Change(place, fewer)).stream().toList()
        : List.of();
  }

  private static Optional<Object> withoutLast(Collection<?> all) {
    List<@Nullable Object> fewer = new ArrayList<>(all);
    if (fewer.isEmpty()) {
      return Optional.empty();
    }
    fewer.remove(fewer.size() - 1);
    return Link.OfElement.copyLike(all, fewer);
  }

  /**
   * Makes the change in a fork.
   *
   * @param original what it was forked from: nothing is changed that both share
   * @return whether it could be made
   */
  boolean in(Object fork, Object original) {
    List<Object> holders = holders(fork);
    List<Object> originals = holders(original);
    try {
      @Nullable Object now = valueFor(fork);
      for (int i = holders.size() - 1; i >= 0; i--) {
        Object holder = holders.get(i);
        if (Link.isChangedInPlace(holder) && holder == originals.get(i)) {
          return false;
        }
        Object other = place.path().get(i).put(holder, now);
        if (other == holder) {
          return true;
        }
        now = other;
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false; // A record that refuses this value.
    }
    return false;
  }

  /** The value to put there. A collection keeps the elements that the fork itself has. */
  private @Nullable Object valueFor(Object fork) {
    return value instanceof Collection<?>
        ? withoutLast((Collection<?>) Objects.requireNonNull(place.in(fork))).orElseThrow()
        : value;
  }

  private List<Object> holders(Object root) {
    List<Object> holders = new ArrayList<>();
    @Nullable Object at = root;
    for (Link link : place.path()) {
      if (at == null) {
        throw new IllegalStateException("no such place: " + place.text());
      }
      holders.add(at);
      at = link.get(at);
    }
    return holders;
  }

  /** Whether it is made below this root. */
  boolean isIn(Object root) {
    @Nullable Object at = place.in(root);
    if (value instanceof Collection<?> fewer) {
      return at instanceof Collection<?> all && all.size() == fewer.size();
    }
    return Arrays.deepEquals(new Object[] {value}, new Object[] {at});
  }
}
