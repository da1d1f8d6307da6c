package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.OperatorControls;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.KeyPressed;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator does to a guest from outside, on both sides of the seam. */
class ControlTest {

  private static final String[] COUNTS = {"start: add r0, 1", " jmp start"};
  private static final SeamConfig NO_MARKS = new SeamConfig(0, 0, 0, DiskReads.LOGGED);
  private static final Input PAUSE = new Input.Ordered(Control.PAUSE, 0);
  private static final Input RESUME = new Input.Ordered(Control.RESUME, 0);
  private static final Input POWER_OFF = new Input.Ordered(Control.POWER_OFF, 0);

  private static Replayer replayed(RecorderScript primary, String... lines) {
    Replayer backup = Replayer.boot(Guests.boot(Guests.assemble(lines)), NO_MARKS);
    primary.entries().forEach(backup::supply);
    backup.runUntil(Long.MAX_VALUE);
    return backup;
  }

  private static OperatorControls panel(Seam seam) {
    return seam.guest().devices().controls();
  }

  @Test
  void aPausedProcessorStandsAndItsDevicesGoOn() {
    RecorderScript primary = RecorderScript.boot(COUNTS).run(10).offer(PAUSE);
    assertThat(primary.recorder().runUntil(20, primary)).isEqualTo(StopResult.IDLE);
    primary.offer(new Input.KeyTyped(7)).offer(RESUME).run(20);
    assertThat(primary.recorder().count()).isEqualTo(20);
    assertThat(primary.entries().subList(1, 4)).extracting(Entry::count).containsOnly(10L);

    Replayer backup = replayed(primary, COUNTS);
    assertThat(backup.divergence()).isEmpty();
    assertThat(panel(backup).isPaused()).isFalse();
  }

  @Test
  void whatCanNotBeDoneIsNotLogged() {
    RecorderScript primary = RecorderScript.boot(COUNTS).run(10);
    assertThat(primary.refuses(RESUME)).isTrue();
    assertThat(primary.refuses(new Input.Ordered(Control.SHARE, 0))).isTrue();
    assertThat(primary.refuses(new Input.Ordered(Control.SHARE, 1001))).isTrue();
    primary.offer(PAUSE);
    assertThat(primary.refuses(PAUSE)).isTrue();
    assertThat(primary.entries()).hasSize(2);
  }

  @Test
  void aBackupThatGoesLiveWhilePausedStaysSo() {
    RecorderScript primary = RecorderScript.boot(COUNTS).run(10).offer(PAUSE);
    Replayer backup = replayed(primary, COUNTS);
    RecorderScript after = new RecorderScript(backup.goLive(0).recorder());
    assertThat(after.recorder().runUntil(20, after)).isEqualTo(StopResult.IDLE);
    after.offer(RESUME).run(20);
    assertThat(after.recorder().count()).isEqualTo(20);
  }

  @Test
  void aLogInWhichAPausedGuestRunsIsRefused() {
    RecorderScript primary = RecorderScript.boot(COUNTS).run(10).offer(PAUSE);
    List<Entry> forged = new ArrayList<>(primary.entries());
    Replayer backup = Replayer.boot(Guests.boot(Guests.assemble(COUNTS)), NO_MARKS);
    forged.add(new KeyPressed(12, 0, 7));
    forged.forEach(backup::supply);
    backup.runUntil(Long.MAX_VALUE);
    assertThat(backup.divergence().orElseThrow().text()).contains("the guest is paused");
  }

  @Test
  void aShareIsPartOfTheState() {
    RecorderScript whole = RecorderScript.boot(COUNTS).run(10);
    RecorderScript half =
        RecorderScript.boot(COUNTS).run(10).offer(new Input.Ordered(Control.SHARE, 500));
    assertThat(half.recorder().guest().stateHash())
        .isNotEqualTo(whole.recorder().guest().stateHash());
    assertThat(half.entries().get(1)).isInstanceOf(ControlApplied.class);
    assertThat(panel(replayed(half, COUNTS)).perMille()).isEqualTo(500);
  }

  /** Also one that waits, or is paused; what the console has gathered goes out first. */
  @Test
  void aGuestThatIsSwitchedOffEndsWithItsOutputs() {
    String[] waits = {
      "start: mov r0, 'a'", " out CONSOLE_PUT, r0", " sti", "wait: wfi", " jmp wait"
    };
    for (boolean paused : new boolean[] {false, true}) {
      RecorderScript primary = RecorderScript.boot(waits).run();
      if (paused) {
        primary.offer(PAUSE);
      }
      primary.offer(POWER_OFF).run();
      assertThat(primary.recorder().guest().ended()).isTrue();
      assertThat(primary.outputs())
          .extracting(OutputEffect::kind)
          .containsExactly(OutputKind.CONSOLE, OutputKind.POWER_OFF);
      assertThat(((Ended) primary.outputs().get(1)).exitCode()).isZero();

      Replayer backup = replayed(primary, waits);
      assertThat(backup.divergence()).isEmpty();
      assertThat(backup.guest().ended()).isTrue();
      assertThat(backup.guest().stateHash()).isEqualTo(primary.recorder().guest().stateHash());
    }
  }

  @Test
  void anEndedGuestTakesNothing() {
    RecorderScript primary = RecorderScript.boot("start: halt").run();
    assertThat(primary.refuses(PAUSE)).isTrue();
    assertThat(primary.refuses(POWER_OFF)).isTrue();
  }

  @Test
  void aPausedGuestIsClonedPaused() {
    RecorderScript primary = RecorderScript.boot(COUNTS).run(10).offer(PAUSE);
    CloneSource source = new CloneSource();
    CloneTarget target = new CloneTarget();
    source.checkpoint(primary.recorder()).forEach(target::take);
    Replayer clone = target.replayer(Guests.boot(Guests.assemble(COUNTS)), NO_MARKS);
    assertThat(panel(clone).isPaused()).isTrue();
  }
}
