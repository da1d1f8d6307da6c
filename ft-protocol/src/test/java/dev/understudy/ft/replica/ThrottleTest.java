package dev.understudy.ft.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loop against a model of the other end: work comes at the speed it allows and goes at another.
 */
class ThrottleTest {
  private static final long MS = 1_000_000;
  private static final long MAX_NS = 100 * MS;

  /** A primary that logs an entry a millisecond, and a backup that tells twice a millisecond. */
  private static final class Channel {
    private final Throttle throttle = new Throttle(MAX_NS, 0, 0);
    private final List<Double> loggedAt = new ArrayList<>();
    private final List<Integer> speeds = new ArrayList<>();
    private double work;
    private double replayedWork;
    private int replayed;
    private long nowNs;
    private double lagNsMax;

    void run(long forMs, int backupSpeed) {
      for (long i = 0; i < 2 * forMs; i++) {
        nowNs += MS / 2;
        work += throttleSpeed() * MS / 2.0 / 1000;
        if (i % 2 == 0) {
          loggedAt.add(work);
        }
        replayedWork = Math.min(work, replayedWork + backupSpeed * MS / 2.0 / 1000);
        while (replayed < loggedAt.size() && loggedAt.get(replayed) <= replayedWork) {
          replayed++;
        }
        speeds.add(throttle.observe(loggedAt.size(), replayed, nowNs));
        lagNsMax = Math.max(lagNsMax, (work - replayedWork) * 1000 / backupSpeed);
      }
    }

    private int throttleSpeed() {
      return speeds.isEmpty() ? Throttle.FULL_SPEED : speeds.get(speeds.size() - 1);
    }

    List<Integer> lastSpeeds(int count) {
      return speeds.subList(speeds.size() - count, speeds.size());
    }

    double averageOfLast(int count) {
      return lastSpeeds(count).stream().mapToInt(speed -> speed).average().orElse(0);
    }
  }

  @Test
  void aBackupThatKeepsUpNeverSlowsItsPrimary() {
    Channel channel = new Channel();
    channel.run(1000, 1000);
    assertThat(channel.speeds).containsOnly(Throttle.FULL_SPEED);
  }

  @ParameterizedTest
  @ValueSource(ints = {900, 500, 250, 125})
  void aSlowBackupStaysWithinTheBoundAndItsPrimaryIsNotStarved(int backupSpeed) {
    Channel channel = new Channel();
    channel.run(1000, backupSpeed);
    // Slowing down in small steps takes its time, so that the lag overshoots when a backup slows
    // down as suddenly as this.
    assertThat(channel.lagNsMax).isLessThan((double) (backupSpeed < 200 ? 2 * MAX_NS : MAX_NS));
    channel.lagNsMax = 0;
    channel.run(2000, backupSpeed);
    assertThat(channel.lagNsMax).isLessThan((double) MAX_NS);
    assertThat(channel.averageOfLast(1000)).isBetween(backupSpeed * 0.9, backupSpeed * 1.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {900, 500, 250})
  void theSpeedSettlesInsteadOfSwinging(int backupSpeed) {
    Channel channel = new Channel();
    channel.run(5000, backupSpeed);
    List<Integer> last = channel.lastSpeeds(1000);
    int least = last.stream().mapToInt(speed -> speed).min().orElseThrow();
    int most = last.stream().mapToInt(speed -> speed).max().orElseThrow();
    assertThat(most - least).isLessThanOrEqualTo(Throttle.FULL_SPEED / 5);
  }

  @Test
  void speedChangesInSmallSteps() {
    Channel channel = new Channel();
    channel.run(500, 100);
    channel.run(500, 1000);
    for (int i = 1; i < channel.speeds.size(); i++) {
      int change = Math.abs(channel.speeds.get(i) - channel.speeds.get(i - 1));
      assertThat(change).isLessThanOrEqualTo(Throttle.STEP);
    }
    assertThat(channel.speeds).contains(Throttle.LEAST_SPEED);
    assertThat(channel.throttleSpeed()).isEqualTo(Throttle.FULL_SPEED);
  }

  @Test
  void aForkGoesItsOwnWay() {
    Throttle one = new Throttle(MAX_NS, 0, 0);
    one.observe(100, 0, 60 * MS);
    Throttle other = one.fork();
    int slowed = one.observe(200, 0, 120 * MS);
    assertThat(other.observe(200, 0, 120 * MS)).isEqualTo(slowed).isLessThan(Throttle.FULL_SPEED);
    assertThat(other.reset()).isEqualTo(Throttle.FULL_SPEED);
    assertThat(one.observe(200, 0, 121 * MS)).isLessThan(slowed);
  }
}
