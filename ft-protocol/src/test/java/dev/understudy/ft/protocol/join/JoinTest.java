package dev.understudy.ft.protocol.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault at every step of a clone, with and without a present backup: one machine goes on, the
 * outside never sees two histories, and no half-joined or superseded host goes live.
 */
class JoinTest {
  /**
   * How many steps lie between two trials; {@code -Djoin.stride=1} tries every single one (two
   * minutes).
   */
  private static final int STRIDE = Integer.getInteger("join.stride", 13);

  private static final CloneFault NOTHING = new CloneFault(CloneFault.Kind.NONE, 0, 0);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sourceAndDestinationBecomeThePair(boolean redundant) {
    JoinWorld world = new JoinWorld(redundant, Rules.PAPER, NOTHING);
    world.run();
    JoinHost source = world.hosts().get(0);
    JoinHost destination = world.hosts().get(world.hosts().size() - 1);
    assertThat(source.cloneEnd()).isEqualTo(CloneEnd.PAIRED);
    assertThat(source.protocol().state()).isEqualTo(State.LIVE);
    assertThat(destination.protocol().state()).isEqualTo(State.REPLAYING);
    assertThat(source.protocol().identity().generation()).isEqualTo(1);
    if (redundant) {
      assertThat(world.hosts().get(1).protocol().state()).isEqualTo(State.HALTED);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void atEveryStep(CloneFault.Kind kind) {
    for (boolean redundant : List.of(true, false)) {
      int runs = firstBreach(redundant, kind, Rules.PAPER, new ArrayList<>());
      assertThat(runs).isGreaterThan(300 / STRIDE);
    }
  }

  /**
   * At whichever step of the clone the guest ends, all hosts that could win are told, and none asks
   * the disk.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theGuestEndsDuringTheClone(boolean redundant) {
    int renewing = 0;
    for (int entry = 1; entry <= 60; entry++) {
      JoinWorld world = new JoinWorld(redundant, Rules.PAPER, NOTHING).endingAt(entry);
      world.run();
      JoinHost source = world.hosts().get(0);
      assertThat(source.protocol().haltReason()).as("%d", entry).isEqualTo(HaltReason.FINISHED);
      assertThat(source.releasedThrough()).isEqualTo(source.log().size());
      for (JoinHost host : world.hosts()) {
        HaltReason why = host.protocol().haltReason();
        assertThat(why)
            .as("host %d, the guest ends at %d", host.number(), entry)
            .isIn(HaltReason.FINISHED, HaltReason.ABANDONED, HaltReason.SUPERSEDED);
        boolean replaced = host.number() == 1 && redundant && source.cloneEnd() == CloneEnd.PAIRED;
        assertThat(why == HaltReason.FINISHED || host == world.joiner() || replaced).isTrue();
      }
      renewing += world.joiner().protocol().haltReason() == HaltReason.FINISHED ? 1 : 0;
      if (source.cloneEnd() == CloneEnd.PAIRED) {
        assertThat(world.disk().newestGeneration().isUnset()).isTrue();
      }
    }
    assertThat(renewing).isBetween(5, 55);
  }

  /** Each rule of cloning is broken in turn, and the same runs find it out. */
  @ParameterizedTest
  @EnumSource
  void aBrokenRuleIsFoundOut(BrokenJoin bug) {
    List<String> found = new ArrayList<>();
    for (boolean redundant : List.of(true, false)) {
      for (CloneFault.Kind kind : CloneFault.Kind.values()) {
        if (found.isEmpty()) {
          firstBreach(redundant, kind, bug.rules(), found);
        }
      }
    }
    assertThat(found).as(bug.name()).isNotEmpty();
  }

  /** Fails at the first broken promise, or adds it to {@code found} and stops. */
  private static int firstBreach(
      boolean redundant, CloneFault.Kind kind, Rules rules, List<String> found) {
    int steps = new JoinWorld(redundant, Rules.PAPER, NOTHING).run();
    int runs = 0;
    int hosts = redundant ? 3 : 2;
    for (int victim = 0; victim < hosts; victim++) {
      for (int step = 1 + (kind.ordinal() + victim) % STRIDE; step <= steps; step += STRIDE) {
        CloneFault fault = new CloneFault(kind, step, victim);
        try {
          new JoinWorld(redundant, rules, fault).run();
          runs++;
        } catch (AssertionError | RuntimeException broken) {
          if (rules == Rules.PAPER) {
            throw new AssertionError(fault + (redundant ? ", redundant" : ", alone"), broken);
          }
          found.add(fault + ": " + broken);
          return runs;
        }
      }
    }
    return runs;
  }
}
