package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.Devices;

/** Whether an input answers something that the guest no longer waits for. */
record StaleInput(Devices devices) implements Input.Cases<Boolean> {
  @Override
  public Boolean timerDue(Input.TimerDue due) {
    return !devices.timer().awaits(due.arming());
  }

  @Override
  public Boolean diskAnswered(Input.DiskAnswered answer) {
    return !devices.disk().awaits(answer.requestId());
  }

  @Override
  public Boolean frameArrived(Input.FrameArrived frame) {
    return false;
  }

  @Override
  public Boolean keyTyped(Input.KeyTyped key) {
    return false;
  }

  @Override
  public Boolean mouseMoved(Input.MouseMoved mouse) {
    return false;
  }

  @Override
  public Boolean ordered(Input.Ordered order) {
    return false;
  }
}
