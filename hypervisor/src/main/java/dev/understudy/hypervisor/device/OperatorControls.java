package dev.understudy.hypervisor.device;

import dev.understudy.hypervisor.log.Control;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can do to the machine from outside. The guest can't see it, so it has no ports;
 * it is state like any other, so a backup and a clone have it too.
 *
 * <p>Paused means that the processor stands still. The devices go on: frames fill the ring until it
 * is full, a timer that is due raises its line, disk requests complete.
 */
public final class OperatorControls implements Device {

  /** All of the processor. */
  public static final int WHOLE = 1000;

  /** What {@link #isShare} holds for. */
  public static final String SHARES = "a share from 1% to 100%";

  private boolean paused;
  private int perMille = WHOLE;
  private long controls;

  OperatorControls() {}

  private OperatorControls(OperatorControls from) {
    paused = from.paused;
    perMille = from.perMille;
    controls = from.controls;
  }

  /** Why this can't be done to the machine as it is, or null. */
  public @Nullable String obstacle(Control control, int value) {
    return switch (control) {
      case POWER_OFF -> null;
      case PAUSE -> paused ? "it is paused already" : null;
      case RESUME -> paused ? null : "it is not paused";
      case SHARE -> isShare(value) ? null : "this is not " + SHARES;
    };
  }

  /** Whether a machine can get so many thousandths of the processor. */
  public static boolean isShare(int perMille) {
    return perMille >= 1 && perMille <= WHOLE;
  }

  /** Carries out a control; switching off is carried out by the {@link Power} device. */
  public void take(Control control, int value) {
    controls++;
    switch (control) {
      case PAUSE -> paused = true;
      case RESUME -> paused = false;
      case SHARE -> perMille = value;
      case POWER_OFF -> {}
    }
  }

  /** Goes back to what a machine begins with. */
  public void forget() {
    paused = false;
    perMille = WHOLE;
  }

  public boolean isPaused() {
    return paused;
  }

  /** How much of the processor the machine gets, in thousandths. */
  public int perMille() {
    return perMille;
  }

  /** How many controls it has taken. By this, an operator knows which were lost with a host. */
  public long controlsTaken() {
    return controls;
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.number("paused", paused ? 1 : 0);
    visitor.number("perMille", perMille);
    visitor.number("controls", controls);
  }

  @Override
  public void restore(StateSource source) {
    paused = source.number("paused") != 0;
    perMille = (int) source.number("perMille");
    controls = source.number("controls");
  }

  @Override
  public OperatorControls fork() {
    return new OperatorControls(this);
  }
}
