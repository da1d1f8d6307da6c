package dev.understudy.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import org.junit.jupiter.api.Test;

/** What is one thing too many where the disk only arbitrates, and never comes back. */
class BudgetTest {
  private static final Fault GONE =
      new Fault(
          new Fault.Blow.DiskOutage(Fault.FOR_EVER),
          new Fault.Trigger.AtTime(5_000_000),
          "disk-outage disk@5ms");

  private static final Note SUSPICION =
      new Note.StateChanged(State.REPLAYING, State.BACKUP_ARBITRATING);

  @Test
  void aloneItIsNot() {
    assertThat(Budget.WHOLE.struck(5, GONE, "gone").exceeded()).isFalse();
    assertThat(Budget.WHOLE.undone(5, GONE, "gone").exceeded()).isTrue();
  }

  @Test
  void aSuspicionThatNobodySettlesIs() {
    assertThat(Budget.WHOLE.noted(6, "host-2", SUSPICION).exceeded()).isFalse();
    Budget gone = Budget.WHOLE.struck(5, GONE, "gone");
    assertThat(gone.noted(6, "host-2", SUSPICION).exceeded()).isTrue();
  }

  @Test
  void aNewPairDoesNotBringItBack() {
    assertThat(Budget.WHOLE.struck(5, GONE, "gone").paired().spent()).isTrue();
  }
}
