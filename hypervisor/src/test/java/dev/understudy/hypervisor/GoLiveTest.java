package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.Effect.TimerArmed;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoLiveTest {

  private static final SeamConfig CONFIG = new SeamConfig(2_000, 10_000, 100, DiskReads.LOGGED);
  private static final long FOREVER = Long.MAX_VALUE;

  private static Replayer replay(Image image, List<Entry> log) {
    Replayer replayer = Replayer.boot(Guests.boot(image), CONFIG);
    log.forEach(replayer::supply);
    replayer.runUntil(FOREVER);
    assertThat(replayer.divergence()).isEmpty();
    return replayer;
  }

  /**
   * The log may end behind any entry: a replica that goes live there goes on, and can be followed.
   */
  @Test
  void aReplicaCanGoLiveBehindEveryEntry() {
    Image busy = Guests.busy(60);
    FakeWorld world = new FakeWorld(Recorder.boot(Guests.boot(busy), CONFIG), 9, 15_000).run();
    Replayer prefix = Replayer.boot(Guests.boot(busy), CONFIG);
    for (int i = 0; i < world.log.size(); i++) {
      prefix.supply(world.log.get(i));
      prefix.runUntil(FOREVER);
      Replayer backup = prefix.fork();
      long clockNs = backup.clockNs();
      GoLiveState gone = backup.goLive(0);
      FakeWorld after = world.handOver(gone).run();
      assertThat(after.recorder().guest().ended()).as("live behind entry %d", i + 1).isTrue();
      assertThat(after.log.get(0).type()).isEqualTo(Entry.Type.WENT_LIVE);
      assertThat(((WentLive) after.log.get(0)).clockNs()).isGreaterThanOrEqualTo(clockNs);
      assertOutputsAreOneSequence(world, after);

      List<Entry> whole = new ArrayList<>(world.log.subList(0, i + 1));
      whole.addAll(after.log);
      Replayer follower = replay(busy, whole);
      assertThat(follower.guest().stateHash()).isEqualTo(after.recorder().guest().stateHash());
    }
  }

  /** What the new one sends again is what the old one sent, then its own, without a gap. */
  private static void assertOutputsAreOneSequence(FakeWorld before, FakeWorld after) {
    List<OutputEffect> sent = new ArrayList<>(after.outputs);
    sent.sort(Comparator.comparingLong(OutputEffect::index));
    long goLive = after.log.get(0).count();
    long previous = -1;
    for (OutputEffect output : sent) {
      assertThat(output.index()).isGreaterThan(previous);
      previous = output.index();
    }
    long common =
        before.log.stream()
            .filter(e -> e.type() == Entry.Type.OUTPUT && e.count() < goLive)
            .count();
    for (OutputEffect output : sent) {
      if (output.index() <= common) {
        assertThat(output).isEqualTo(before.outputs.get((int) output.index() - 1));
      }
    }
  }

  @Test
  void onlyOutputsAfterTheWatermarkAreSentAgain() {
    Image image =
        Guests.assemble(
            "start: mov r0, '\\n'",
            " out CONSOLE_PUT, r0",
            " out CONSOLE_PUT, r0",
            " out CONSOLE_PUT, r0",
            " halt");
    Recorder primary = Recorder.boot(Guests.boot(image), CONFIG);
    RecorderScript world = new RecorderScript(primary).run(3);
    primary.markReleased(1);
    world.run(4);
    Replayer backup = replay(image, world.entries());
    GoLiveState gone = backup.goLive(0);
    assertThat(gone.unreleased()).extracting(OutputEffect::index).containsExactly(2L, 3L);
    assertThat(gone.unreleased()).isEqualTo(world.outputs().subList(1, 3));
    RecorderScript after = new RecorderScript(gone.recorder()).run();
    assertThat(after.outputs()).extracting(OutputEffect::index).containsExactly(4L);
    assertThat(after.outputs().get(0).kind()).isEqualTo(OutputKind.HALT);
  }

  @Test
  void pendingIoComesInTheOrderOfIssueWithItsDataAsOfIssue() {
    Image image =
        Guests.assemble(
            "start: mov r0, 3",
            " out DISK_BLOCK, r0",
            " mov r0, 1",
            " out DISK_COUNT, r0",
            " mov r1, data",
            " out DISK_ADDR, r1",
            " mov r0, 11",
            " st8 [r1], r0",
            " out DISK_WRITE, r0",
            " out DISK_READ, r0",
            " mov r0, 22",
            " st8 [r1], r0",
            " out DISK_WRITE, r0",
            " mov r0, 33",
            " st8 [r1], r0",
            "wait: wfi",
            " jmp wait",
            " .data",
            "data: .space 512");
    Recorder primary = Recorder.boot(Guests.boot(image), CONFIG);
    RecorderScript world = new RecorderScript(primary).run();
    world.offer(new Input.DiskAnswered(1, true, Bytes.EMPTY));
    GoLiveState gone = replay(image, world.entries()).goLive(0);
    assertThat(gone.pendingIo()).extracting(PendingIo::requestId).containsExactly(2L, 3L);
    assertThat(gone.pendingIo()).extracting(PendingIo::write).containsExactly(false, true);
    assertThat(gone.pendingIo().get(1).data().at(0)).isEqualTo((byte) 22);
    assertThat(gone.unreleased()).as("writes are pending I/O").isEmpty();
  }

  private static final String[] CLOCKS = {
    "start: rdtsc r1", " rdtsc r2", " rdtsc r3", " rdtsc r4", " halt"
  };

  @Test
  void theGuestClockGoesOnFromTheLastLoggedValueWhenTheNewHostIsBehind() {
    Image image = Guests.assemble(CLOCKS);
    Recorder primary = Recorder.boot(Guests.boot(image), CONFIG);
    RecorderScript world = new RecorderScript(primary).clock(5_000_000).run(2);
    GoLiveState gone = replay(image, world.entries()).goLive(1_000);
    RecorderScript after = new RecorderScript(gone.recorder()).clock(1_700).run();
    List<Long> clocks = clocks(after.entries());
    assertThat(after.entries().get(0))
        .isEqualTo(new WentLive(2, after.entries().get(0).check(), 5_000_000));
    assertThat(clocks)
        .as("it goes on, it does not stand still")
        .containsExactly(5_000_700L, 5_000_700L);
  }

  @Test
  void theGuestClockIsTheNewHostsWhenThatIsAhead() {
    Image image = Guests.assemble(CLOCKS);
    RecorderScript world =
        new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).clock(5_000).run(2);
    GoLiveState gone = replay(image, world.entries()).goLive(9_000);
    RecorderScript after = new RecorderScript(gone.recorder()).clock(9_100).run();
    assertThat(clocks(after.entries())).containsExactly(9_100L, 9_100L);
  }

  @Test
  void theGuestClockNeverGoesBack() {
    Image image = Guests.assemble(CLOCKS);
    RecorderScript world =
        new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).clock(5_000).run(2);
    world.clock(4_000).run(3);
    world.clock(6_000).run();
    assertThat(clocks(world.entries())).containsExactly(5_000L, 5_000L, 5_000L, 6_000L);
  }

  private static List<Long> clocks(List<Entry> entries) {
    List<Long> clocks = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof ClockRead read) {
        clocks.add(read.valueNs());
      }
    }
    return clocks;
  }

  private static Image timerGuest(String arm, int reads) {
    List<String> lines = new ArrayList<>(List.of("start: rdtsc r1", " mov r0, 10_000", arm));
    lines.addAll(List.of(" mov r2, '\\n'", " out CONSOLE_PUT, r2")); // an entry without a clock
    for (int i = 0; i < reads; i++) {
      lines.add(" rdtsc r1");
    }
    lines.add("wait: wfi");
    lines.add(" jmp wait");
    return Guests.assemble(lines.toArray(String[]::new));
  }

  private static TimerArmed rearmed(RecorderScript world, Image image, long hostClockNs) {
    GoLiveState gone = replay(image, world.entries()).goLive(hostClockNs);
    RecorderScript after = new RecorderScript(gone.recorder());
    return after.armed();
  }

  /** Counted from the first clock logged after the arming: never early. */
  @Test
  void theTimerIsDueAfterWhatIsLeftOfItsInterval() {
    Image image = timerGuest(" out TIMER_ONCE, r0", 2);
    RecorderScript world =
        new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).clock(1_000).run(5);
    world.clock(1_500).run(6);
    world.clock(4_000).run();
    assertThat(rearmed(world, image, 6_000))
        .isEqualTo(new TimerArmed(2, 1_500 + 10_000 - 6_000, 0, false));
  }

  @Test
  void anOverdueTimerIsDueAtOnce() {
    Image image = timerGuest(" out TIMER_ONCE, r0", 1);
    RecorderScript world =
        new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).clock(1_000).run();
    assertThat(rearmed(world, image, 50_000)).isEqualTo(new TimerArmed(2, 0, 0, false));
  }

  @Test
  void withoutAClockSinceTheArmingTheWholeIntervalIsWaited() {
    Image image = timerGuest(" out TIMER_ONCE, r0", 0);
    RecorderScript world =
        new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).clock(1_000).run();
    assertThat(rearmed(world, image, 50_000)).isEqualTo(new TimerArmed(2, 10_000, 0, false));
  }

  @Test
  void missedTicksOfAPeriodicTimerAreOne() {
    Image image = timerGuest(" out TIMER_PERIOD, r0", 1);
    RecorderScript world =
        new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).clock(1_000).run();
    GoLiveState gone = replay(image, world.entries()).goLive(95_000);
    RecorderScript after = new RecorderScript(gone.recorder());
    after.absorb();
    assertThat(after.armed()).isEqualTo(new TimerArmed(2, 0, 10_000, false));
    assertThat(gone.recorder().offer(new Input.TimerDue(2))).isTrue();
    after.absorb();
    assertThat(after.armed()).isEqualTo(new TimerArmed(3, 10_000, 10_000, true));
    assertThat(gone.recorder().offer(new Input.TimerDue(2))).as("an old arming").isFalse();
  }

  @Test
  void aTimerThatIsNotArmedStaysSo() {
    Image image = Guests.assemble("start: wfi", " jmp start");
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).run();
    GoLiveState gone = replay(image, world.entries()).goLive(0);
    assertThat(gone.recorder().takeRecorded()).hasSize(1);
  }

  @Test
  void keysThatWaitAreStillThere() {
    Image image =
        Guests.assemble(
            "start: wfi",
            " in r0, KEYBOARD_NEXT",
            " in r1, KEYBOARD_NEXT",
            " add r0, r1",
            " out POWER_OFF, r0");
    Recorder primary = Recorder.boot(Guests.boot(image), CONFIG);
    RecorderScript world = new RecorderScript(primary).run();
    primary.offer(new Input.KeyTyped(40));
    primary.offer(new Input.KeyTyped(2));
    world.absorb();
    GoLiveState gone = replay(image, world.entries()).goLive(0);
    RecorderScript after = new RecorderScript(gone.recorder()).run();
    assertThat(after.ended().exitCode()).isEqualTo(42);
  }

  @Test
  void aReplicaThatGoesLiveDuringTheEndReachesIt() {
    Image image =
        Guests.assemble("start: mov r0, 'x'", " out CONSOLE_PUT, r0", " out POWER_OFF, r0");
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).run();
    assertThat(world.entries())
        .extracting(Entry::type)
        .containsExactly(Entry.Type.BOOT, Entry.Type.OUTPUT, Entry.Type.OUTPUT);
    GoLiveState gone = replay(image, world.entries().subList(0, 2)).goLive(0);
    assertThat(gone.unreleased())
        .extracting(OutputEffect::kind)
        .containsExactly(OutputKind.CONSOLE);
    RecorderScript after = new RecorderScript(gone.recorder()).run();
    assertThat(after.outputs())
        .extracting(OutputEffect::kind)
        .containsExactly(OutputKind.POWER_OFF);
    List<Entry> whole = new ArrayList<>(world.entries().subList(0, 2));
    whole.addAll(after.entries());
    assertThat(replay(image, whole).guest().ended()).isTrue();
  }

  @Test
  void whatIsHeldMustBeReplayedFirst() {
    Image image = Guests.assemble(CLOCKS);
    RecorderScript world = new RecorderScript(Recorder.boot(Guests.boot(image), CONFIG)).run();
    Replayer backup = Replayer.boot(Guests.boot(image), CONFIG);
    world.entries().forEach(backup::supply);
    assertThatThrownBy(() -> backup.goLive(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not replayed yet");
  }
}
