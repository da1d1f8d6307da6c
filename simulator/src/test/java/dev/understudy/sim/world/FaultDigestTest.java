package dev.understudy.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.StateDigest;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Faults that differ in anything make worlds that differ: a sweep must not take one for the other.
 * The test looks at every kind of fault, and at every component of it.
 */
class FaultDigestTest {

  @Test
  void everyComponentOfWhatGoesWrongCounts() throws ReflectiveOperationException {
    assertAllDiffer(FaultEffect.class, FaultEffect::digestInto);
  }

  @Test
  void everyComponentOfATriggerCounts() throws ReflectiveOperationException {
    assertAllDiffer(FaultTrigger.class, FaultTrigger::digestInto);
  }

  @Test
  void everyComponentOfATargetCounts() throws ReflectiveOperationException {
    assertAllDiffer(FaultTarget.class, FaultTarget::digestInto);
  }

  /** A fault with another duration keeps all its other components. */
  @Test
  void anotherTimeIsAllThatChanges() throws ReflectiveOperationException {
    for (FaultEffect one : variants(FaultEffect.class)) {
      assertThat(one.lasting(99).forNs()).isEqualTo(99);
      assertThat(one.lasting(99).lasting(one.forNs())).isEqualTo(one);
    }
  }

  private static <T> void assertAllDiffer(Class<T> family, BiConsumer<T, StateDigest> digestInto)
      throws ReflectiveOperationException {
    Set<WorldKey> keys = new LinkedHashSet<>();
    List<T> variants = variants(family);
    for (T one : variants) {
      StateDigest digest = new StateDigest();
      digestInto.accept(one, digest);
      assertThat(keys.add(WorldKey.of(digest))).as("%s differs from the others", one).isTrue();
    }
    assertThat(variants).hasSizeGreaterThanOrEqualTo(family.getPermittedSubclasses().length);
  }

  /**
   * Returns one value of each kind, and one more for each of its components in which only that is
   * different.
   */
  private static <T> List<T> variants(Class<T> family) throws ReflectiveOperationException {
    List<T> variants = new ArrayList<>();
    for (Class<?> kind : family.getPermittedSubclasses()) {
      RecordComponent[] components = kind.getRecordComponents();
      Constructor<?> constructor =
          kind.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      for (int changed = -1; changed < components.length; changed++) {
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(components[i].getType(), i == changed);
        }
        variants.add(family.cast(constructor.newInstance(values)));
      }
    }
    return variants;
  }

  private static Object value(Class<?> type, boolean other) {
    if (type == long.class) {
      return other ? 2L : 1L;
    }
    if (type == int.class) {
      return other ? 2 : 1;
    }
    if (type == FaultTarget.class) {
      return other ? new FaultTarget.Backup() : new FaultTarget.Primary();
    }
    if (type == NetworkName.class) {
      return other ? NetworkName.STORAGE : NetworkName.CHANNEL;
    }
    if (type == ProtocolPoint.class) {
      return other ? ProtocolPoint.SENT : ProtocolPoint.ENTRY;
    }
    throw new IllegalArgumentException("no values of " + type + " here yet");
  }
}
