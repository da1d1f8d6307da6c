package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a guest is said to poll, and when not. */
class PollingMeterTest {
  private static final int DISK_DONE = 0x56;
  private static final int KEYBOARD_COUNT = 0x20;

  private final PollingMeter meter = new PollingMeter();
  private long count = 1000;

  /** So many reads of one port, each so many instructions behind the one before. */
  private PollingMeterTest reads(int port, int number, int apart) {
    for (int i = 0; i < number; i++) {
      count += apart;
      meter.read(port, count);
    }
    return this;
  }

  @Test
  void askingForWhatCannotHaveChangedIsPolling() {
    reads(DISK_DONE, 50_001, 4);

    assertThat(meter.result()).contains(new Polling(200_000, 50_001, "DISK_DONE"));
  }

  @Test
  void theClockCanBePolledToo() {
    reads(PollingMeter.CLOCK, 50_001, 2);

    assertThat(meter.result()).contains(new Polling(100_000, 50_001, "rdtsc"));
  }

  @Test
  void whatTheLongestRowAskedIsNamed() {
    reads(KEYBOARD_COUNT, 30_001, 4);
    meter.endRow();
    reads(DISK_DONE, 10_001, 4);

    assertThat(meter.result()).contains(new Polling(160_000, 40_002, "KEYBOARD_COUNT"));
  }

  @Test
  void whoComputesBetweenTwoReadsDoesNotPoll() {
    assertThat(reads(PollingMeter.CLOCK, 100_000, 33).meter.result()).isEmpty();
    assertThat(reads(PollingMeter.CLOCK, 100_000, 32).meter.result()).isPresent();
  }

  /** A full keyboard has 64 keys: that many times a look at the count, and at the key. */
  @Test
  void takingAllThereIsAfterEachInputIsNoPolling() {
    for (int inputs = 0; inputs < 10_000; inputs++) {
      reads(KEYBOARD_COUNT, 130, 4);
      meter.endRow();
    }

    assertThat(meter.result()).isEmpty();
  }

  @Test
  void aShortWaitIsNotWorthAWord() {
    assertThat(reads(DISK_DONE, 24_999, 4).meter.result()).isEmpty();
  }

  /** A seam that has nothing for a guest at a read comes back to it. */
  @Test
  void theReadAtWhichAGuestStandsIsCountedOnce() {
    for (int again = 0; again < 3; again++) {
      meter.read(PollingMeter.CLOCK, count);
    }
    reads(PollingMeter.CLOCK, 50_000, 2);

    assertThat(meter.result()).contains(new Polling(100_000, 50_001, "rdtsc"));
  }

  @Test
  void aForkCountsForItself() {
    reads(DISK_DONE, 20_001, 4);
    PollingMeter fork = meter.fork();
    reads(DISK_DONE, 20_000, 4);

    assertThat(meter.result()).isPresent();
    assertThat(fork.result()).isEmpty();
  }
}
