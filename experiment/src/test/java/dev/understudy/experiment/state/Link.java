package dev.understudy.experiment.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an object holds another one. */
sealed interface Link {

  /** What the holder holds here. */
  @Nullable Object get(Object holder);

  /**
   * Lets the holder hold something else here.
   *
   * @return the holder, or another one in its place where it can't be changed, or is an array that
   *     forks may share
   */
  Object put(Object holder, @Nullable Object value) throws ReflectiveOperationException;

  /** Whether a holder takes another value itself; others are replaced as a whole. */
  static boolean isChangedInPlace(Object holder) {
    return holder instanceof Map<?, ?>
        || !(holder.getClass().isRecord()
            || holder.getClass().isArray()
            || holder instanceof Collection<?>
            || holder instanceof Optional<?>);
  }

  /** A field, of a record too. */
  record OfField(Field field) implements Link {
    @Override
    public @Nullable Object get(Object holder) {
      try {
        return field.get(holder);
      } catch (IllegalAccessException e) {
        throw new LinkageError(field.toString(), e);
      }
    }

    @Override
    public Object put(Object holder, @Nullable Object value) throws ReflectiveOperationException {
      if (!holder.getClass().isRecord()) {
        field.set(holder, value);
        return holder;
      }
      RecordComponent[] components = holder.getClass().getRecordComponents();
      @Nullable Object[] values = new @Nullable Object[components.length];
      for (int i = 0; i < values.length; i++) {
        components[i].getAccessor().setAccessible(true);
        boolean here = components[i].getName().equals(field.getName());
        values[i] = here ? value : components[i].getAccessor().invoke(holder);
      }
      Constructor<?> constructor =
          holder
              .getClass()
              .getDeclaredConstructor(
                  Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    }
  }

  /** An element of an array, a collection or an optional value. */
  record OfElement(int index) implements Link {
    @Override
    public @Nullable Object get(Object holder) {
      if (holder.getClass().isArray()) {
        return index < Array.getLength(holder) ? Array.get(holder, index) : null;
      }
      return holder instanceof Optional<?> one
          ? one.orElse(null)
          : Iterables.get((Collection<?>) holder, index, null);
    }

    @Override
    public Object put(Object holder, @Nullable Object value) {
      if (holder.getClass().isArray()) {
        Object copy = Array.newInstance(holder.getClass().componentType(), Array.getLength(holder));
        System.arraycopy(holder, 0, copy, 0, Array.getLength(holder));
        Array.set(copy, index, value);
        return copy;
      }
      if (holder instanceof Optional<?>) {
        return Optional.ofNullable(value);
      }
      List<@Nullable Object> all = new ArrayList<>((Collection<?>) holder);
      all.set(index, value);
      return copyLike((Collection<?>) holder, all).orElseThrow();
    }

    /** A collection of the kind of another, with other elements; empty where nobody knows how. */
    static Optional<Object> copyLike(Collection<?> like, List<@Nullable Object> elements) {
      if (like instanceof ArrayDeque<?>) {
        return Optional.of(new ArrayDeque<>(elements));
      }
      if (like instanceof ArrayList<?>) {
        return Optional.of(new ArrayList<>(elements));
      }
      if (like instanceof TreeSet<?>) {
        return Optional.of(new TreeSet<>(elements));
      }
      return like instanceof List<?>
          ? Optional.of(ImmutableList.copyOf(elements))
          : Optional.empty();
    }
  }

  /** The value of a key. */
  record OfKey(Object key) implements Link {
    @Override
    public @Nullable Object get(Object holder) {
      return ((Map<?, ?>) holder).get(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object put(Object holder, @Nullable Object value) {
      ((Map<Object, @Nullable Object>) holder).put(key, value);
      return holder;
    }
  }
}
