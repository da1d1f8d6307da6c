package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaks each rule of cloning in turn, and shows that the clone then is another guest. */
class BrokenCloneTest {
  private static final SeamConfig CONFIG = new SeamConfig(2_000, 10_000, 100, DiskReads.LOGGED);
  private static final Image BUSY = Guests.busy(400);

  enum Bug {
    NONE(SeamRules.STANDARD),
    LAST_PAGES_MISSING(
        new SeamRules() {
          @Override
          public boolean clonesLastPages() {
            return false;
          }
        }),
    PENDING_IO_MISSING(
        new SeamRules() {
          @Override
          public boolean clonesPendingIo() {
            return false;
          }
        }),
    NEW_DEVICES(
        new SeamRules() {
          @Override
          public boolean clonesDevices() {
            return false;
          }
        });

    private final SeamRules rules;

    Bug(SeamRules rules) {
      this.rules = rules;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCloneIsAnotherGuest(Bug bug) {
    FakeWorld world = new FakeWorld(Recorder.boot(Guests.boot(BUSY, bug.rules), CONFIG), 3, 30_000);
    CloneSource source = new CloneSource();
    CloneTarget target = new CloneTarget();
    int others = 0;
    int clones = 0;
    for (int i = 0; i < 400 && !world.recorder().guest().ended(); i++) {
      world.step();
      if (i % 7 == 0) {
        source.next(world.recorder(), -1).pieces().forEach(target::take);
      }
      if (i % 10 == 3 && !world.recorder().guest().ended()) {
        clones++;
        others += isAnother(world.recorder(), source.fork(), target.fork(), bug.rules) ? 1 : 0;
      }
    }
    assertThat(clones).isGreaterThan(20);
    assertThat(others > 0).as("%s: %d of %d", bug, others, clones).isEqualTo(bug != Bug.NONE);
  }

  private static boolean isAnother(
      Recorder recorder, CloneSource source, CloneTarget target, SeamRules rules) {
    CloneSource.Round round;
    do {
      round = source.next(recorder, Long.MAX_VALUE);
      round.pieces().forEach(target::take);
    } while (!round.last());
    Platform platform = new Platform(Interpreter.INSTANCE, new MemoryPool(), rules);
    Replayer clone = target.replayer(platform, Guests.CONFIG, CONFIG);
    return !clone.guest().stateHash().equals(recorder.guest().stateHash())
        || !clone.guest().unreleased().equals(recorder.guest().unreleased());
  }
}
