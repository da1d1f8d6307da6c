package dev.understudy.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTrigger;
import org.junit.jupiter.api.Test;

/** Shows which fault is one too many where the disk only arbitrates and never comes back. */
class FaultBudgetTest {
  private static final Fault GONE =
      new Fault(
          new FaultEffect.DiskOutage(Fault.FOR_EVER),
          new FaultTrigger.AtTime(5_000_000),
          "disk-outage disk@5ms");

  private static final Note SUSPICION =
      new Note.StateChanged(State.REPLAYING, State.BACKUP_ARBITRATING);

  @Test
  void aloneItIsNot() {
    assertThat(FaultBudget.WHOLE.struck(5, GONE, "gone").exceeded()).isFalse();
    assertThat(FaultBudget.WHOLE.undone(5, GONE, "gone").exceeded()).isTrue();
  }

  @Test
  void aSuspicionThatNobodySettlesIs() {
    assertThat(FaultBudget.WHOLE.noted(6, "host-2", SUSPICION).exceeded()).isFalse();
    FaultBudget gone = FaultBudget.WHOLE.struck(5, GONE, "gone");
    assertThat(gone.noted(6, "host-2", SUSPICION).exceeded()).isTrue();
  }

  @Test
  void aNewPairDoesNotBringItBack() {
    assertThat(FaultBudget.WHOLE.struck(5, GONE, "gone").paired().spent()).isTrue();
  }
}
