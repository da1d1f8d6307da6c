package dev.understudy.inspect.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.TimerFired;
import dev.understudy.inspect.diff.HostsComparison.Outcome;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.Recordings;
import dev.understudy.inspect.recording.Reenactment;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.StateHash;
import org.junit.jupiter.api.Test;

/** One run of a pair; what its backup does wrong is planted in the rules by which it replays. */
class HostsComparisonTest {
  private final Recording recording = Recordings.pair("threads");
  private final Entry tick = Recordings.entry(recording, TimerFired.class, 20);

  private Outcome compare(EngineAssignment engines, SeamRules rules) throws Exception {
    Setup setup = Reenactment.setup(recording, engines);
    Setup broken = setup.withRules(setup.rules().with(rules));
    return HostsComparison.of(recording, broken, "host-1", "host-2", ns -> {});
  }

  private Difference found(SeamRules rules) throws Exception {
    return compare(EngineAssignment.all(Interpreter.INSTANCE), rules).difference().orElseThrow();
  }

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

  @Test
  void aPairAsItShouldBeIsOneGuest() throws Exception {
    Outcome same = compare(EngineAssignment.all(Interpreter.INSTANCE), SeamRules.STANDARD);
    assertThat(same.difference()).isEmpty();
    assertThat(same.entries()).isGreaterThan(20);
    EngineAssignment mixed = new EngineAssignment(CompilingEngine.create(), Interpreter.INSTANCE);
    assertThat(compare(mixed, SeamRules.STANDARD).difference()).isEmpty();
  }

  @Test
  void anInterruptThatTheBackupTakesAnInstructionLateIsFound() throws Exception {
    long due = tick.count();
    Difference late =
        found(
            new Blind() {
              @Override
              public long appliesAt(Entry logged) {
                boolean planted = logged instanceof TimerFired && logged.count() == due;
                return logged.count() + (planted ? 1 : 0);
              }
            });
    assertThat(late.cause()).isEqualTo(DivergenceCause.SHIFTED);
    assertThat(late.count()).isEqualTo(due);
  }

  /** Here the backup stops by itself: what it compares is as it should be. */
  @Test
  void aBackupThatNoticesItselfIsExplainedToo() throws Exception {
    long due = tick.count();
    Difference late =
        found(
            new SeamRules() {
              @Override
              public long appliesAt(Entry logged) {
                boolean planted = logged instanceof TimerFired && logged.count() == due;
                return logged.count() + (planted ? 1 : 0);
              }
            });
    assertThat(late.count()).isEqualTo(due);
    assertThat(late.cause()).isEqualTo(DivergenceCause.SHIFTED);
  }

  /** In memory, which no register shows for long. */
  @Test
  void aWriteThatOnlyTheBackupMakesIsFoundWhereItIsMade() throws Exception {
    long due = tick.count();
    Difference hasty =
        found(
            new Blind() {
              @Override
              public void arrived(Entry entry, VirtualMachine guest) {
                if (entry.count() == due && guest.machine().canonical()) {
                  guest.machine().write(0x1f000, new byte[] {1, 2, 3});
                }
              }
            });
    assertThat(hasty.cause()).isEqualTo(DivergenceCause.EARLY);
    assertThat(hasty.count()).isLessThan(due);
    assertThat(hasty.values()).anySatisfy(value -> assertThat(value.place()).contains("0x1f000"));
  }

  @Test
  void hostsThatAreNoPairAreRefused() {
    Setup setup = Reenactment.setup(recording, EngineAssignment.all(Interpreter.INSTANCE));
    assertThatThrownBy(() -> HostsComparison.of(recording, setup, "host-1", "host-9", ns -> {}))
        .hasMessage("this run has no host 'host-9', expected one of host-1, host-2");
    assertThatThrownBy(() -> HostsComparison.of(recording, setup, "host-2", "host-1", ns -> {}))
        .hasMessage("host-1 took no entry of a log of host-2");
  }
}
