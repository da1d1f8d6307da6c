package dev.understudy.inspect.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.TimerFired;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.inspect.recording.Recordings;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.StateHash;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A live pair of which the second is broken on purpose, and trusts whatever it computes. */
class PairComparisonTest {

  /** Compares nothing, so that it never stops by itself. */
  private static class Blind extends SeamRules {
    @Override
    public boolean checkAgrees(int logged, int own) {
      return true;
    }

    @Override
    public boolean stateAgrees(StateHash logged, StateHash own) {
      return true;
    }

    @Override
    public boolean digestAgrees(int logged, int own) {
      return true;
    }
  }

  /** The twentieth tick comes an instruction late. */
  private static final class LateTick extends Blind {
    private final long count;

    LateTick(long count) {
      this.count = count;
    }

    @Override
    public long appliesAt(Entry logged) {
      boolean late = logged instanceof TimerFired && logged.count() == count;
      return logged.count() + (late ? 1 : 0);
    }
  }

  /** Writes into the guest as soon as the entry with this count arrives. */
  private static final class Hasty extends Blind {
    private final long count;

    Hasty(long count) {
      this.count = count;
    }

    @Override
    public void arrived(Entry entry, VirtualMachine guest) {
      if (entry.count() == count && guest.machine().canonical()) {
        guest.machine().write(0x1f000, new byte[] {1, 2, 3});
      }
    }
  }

  private static MachineSetup machineSetup(Recording recording, Engine engine, SeamRules rules) {
    Vm vm = recording.logs().firstKey();
    return MachineSetup.of(recording, vm, engine, rules);
  }

  private static Optional<Difference> compare(Recording recording, SeamRules suspect) {
    return PairComparison.of(
        machineSetup(recording, Interpreter.INSTANCE, SeamRules.STANDARD),
        machineSetup(recording, Interpreter.INSTANCE, suspect),
        ns -> {});
  }

  @Test
  void aPairAsItShouldBeIsOne() {
    Recording threads = Recordings.alone("threads", SeamRules.STANDARD);
    assertThat(compare(threads, new Blind())).isEmpty();
    assertThat(
            PairComparison.of(
                machineSetup(threads, Interpreter.INSTANCE, SeamRules.STANDARD),
                machineSetup(threads, CompilingEngine.create(), SeamRules.STANDARD),
                ns -> {}))
        .isEmpty();
  }

  @Test
  void anInterruptOneInstructionLateIsFoundAtThatInstruction() {
    Recording threads = Recordings.alone("threads", SeamRules.STANDARD);
    Entry tick = Recordings.entry(threads, TimerFired.class, 20);
    Difference found = compare(threads, new LateTick(tick.count())).orElseThrow();
    assertThat(found.cause()).isEqualTo(DivergenceCause.SHIFTED);
    assertThat(found.count()).isEqualTo(tick.count());
    assertThat(found.sentence()).contains("the second execution has not taken it");
    assertThat(found.values()).anySatisfy(value -> assertThat(value.place()).contains("pending"));
  }

  @Test
  void memoryThatAnEntryChangesTooEarlyIsFoundWhenItArrives() {
    Recording threads = Recordings.alone("threads", SeamRules.STANDARD);
    Entry tick = Recordings.entry(threads, TimerFired.class, 20);
    Difference found = compare(threads, new Hasty(tick.count())).orElseThrow();
    assertThat(found.cause()).isEqualTo(DivergenceCause.EARLY);
    assertThat(found.count()).isLessThan(tick.count());
    assertThat(found.values()).anySatisfy(value -> assertThat(value.place()).contains("0x1f000"));
  }

  /** A recorder that keeps clock reads to itself: its backup meets one that nothing covers. */
  @Test
  void aClockReadThatWasNotLoggedIsNamed() {
    SeamRules forgetful =
        new Blind() {
          @Override
          public boolean logsClockReads() {
            return false;
          }
        };
    Recording clock = Recordings.alone("clock", forgetful);
    Difference found = compare(clock, SeamRules.STANDARD).orElseThrow();
    assertThat(found.cause()).isEqualTo(DivergenceCause.UNCOVERED);
    assertThat(found.sentence())
        .startsWith("the guest made a clock read at 0x")
        .contains("start+")
        .contains("no log entry covers it");
    assertThat(found.code()).anyMatch(line -> line.startsWith(">") && line.contains("rdtsc"));
  }
}
