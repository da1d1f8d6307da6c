package dev.understudy.ft.protocol.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pause of a clone stays within its bound at whatever rate the guest dirties its memory. */
class CloneLimitsTest {
  private static final long MS = 1_000_000;

  /** 100 MB/s in bytes per ms; the guest has 4 MB. */
  private static final long LINK = 100_000;

  private static final int PAGES = 1_000;

  /**
   * What a pause may take beyond its bound: one page more than expected, the piece that is not
   * memory, and a round trip.
   */
  private static final long SLACK_NS = 500_000;

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 10_000, 50_000, 90_000, 150_000, 400_000, 2_000_000})
  void thePauseStaysWithinItsBoundIfTheGuestMayBeSlowed(long dirtyBytesPerMs) {
    for (long pauseMs : new long[] {1, 2, 5, 20}) {
      CloneLimits limits = new CloneLimits(pauseMs * MS, 6, true);
      Command.CloneEnded end = new CloneSimulation(LINK, dirtyBytesPerMs, PAGES).run(limits);
      assertThat(end.how()).isEqualTo(CloneEnd.PAIRED);
      assertThat(end.pauseNs()).isBetween(1L, pauseMs * MS + SLACK_NS);
    }
  }

  /** Slowly dirtied memory is copied before there is a reason to slow the guest. */
  @Test
  void aQuietGuestNeedsFewRounds() {
    CloneLimits limits = new CloneLimits(2 * MS, 6, false);
    Command.CloneEnded end = new CloneSimulation(LINK, 1_000, PAGES).run(limits);
    assertThat(end.how()).isEqualTo(CloneEnd.PAIRED);
    assertThat(end.rounds()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"100000, 3", "150000, 6", "400000, 8"})
  void whoMayNotBeSlowedAndIsTooFastIsGivenUp(long dirtyBytesPerMs, int rounds) {
    CloneLimits limits = new CloneLimits(2 * MS, rounds, false);
    Command.CloneEnded end = new CloneSimulation(LINK, dirtyBytesPerMs, PAGES).run(limits);
    assertThat(end.how()).isEqualTo(CloneEnd.NOT_CONVERGING);
    assertThat(end.rounds()).isEqualTo(rounds);
    assertThat(end.pauseNs()).isZero();
  }

  /** The guest in the test before converges over this link without being slowed. */
  @Test
  void aFasterLinkConvergesWithoutSlowing() {
    CloneLimits limits = new CloneLimits(2 * MS, 8, false);
    Command.CloneEnded end = new CloneSimulation(8 * LINK, 150_000, PAGES).run(limits);
    assertThat(end.how()).isEqualTo(CloneEnd.PAIRED);
    assertThat(end.pauseNs()).isBetween(1L, 2 * MS + SLACK_NS);
  }
}
