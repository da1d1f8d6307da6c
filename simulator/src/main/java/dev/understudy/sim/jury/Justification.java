package dev.understudy.sim.jury;

import dev.understudy.base.Bytes;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.Controlled;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import dev.understudy.hypervisor.log.KeyPressed;
import dev.understudy.hypervisor.log.MouseMoved;
import dev.understudy.hypervisor.log.ProgressMark;
import dev.understudy.hypervisor.log.TimerFired;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.sim.oracle.Chronicle.Served;

/** What in the world justifies an entry. */
final class Justification {
  private Justification() {}

  /** Whether the world must have offered what this entry logs. */
  static boolean isOffered(Entry entry) {
    return switch (entry.type()) {
      case TIMER_FIRED, KEY_PRESSED, MOUSE_MOVED, FRAME_RECEIVED, CONTROLLED -> true;
      case BOOT,
          CLOCK_READ,
          ENTROPY_READ,
          DISK_COMPLETED,
          DISK_READ,
          OUTPUT,
          OUTPUTS_RELEASED,
          PROGRESS_MARK,
          STATE_MARK,
          WENT_LIVE ->
          false;
    };
  }

  /** Whether an entry logs just this input. */
  static boolean isLoggedAs(Input input, Entry entry) {
    if (input instanceof Input.TimerDue) {
      return entry instanceof TimerFired;
    }
    if (input instanceof Input.KeyTyped key) {
      return entry instanceof KeyPressed pressed && pressed.key() == key.key();
    }
    if (input instanceof Input.MouseMoved mouse) {
      return entry instanceof MouseMoved moved
          && moved.dx() == mouse.dx()
          && moved.dy() == mouse.dy()
          && moved.buttons() == mouse.buttons();
    }
    if (input instanceof Input.Ordered order) {
      return entry instanceof Controlled controlled
          && controlled.control() == order.control()
          && controlled.perMille() == order.perMille();
    }
    return input instanceof Input.FrameArrived frame
        && entry instanceof FrameReceived received
        && frame.frame().equals(received.frame());
  }

  /** Whether the disk answered just this request, and so. */
  static boolean answers(Served served, PendingIo io, Bytes data) {
    if (served.request() instanceof Request.Read read
        && served.reply() instanceof Reply.ReadDone reply) {
      return !io.write()
          && read.firstBlock() == io.block()
          && read.blockCount() == io.blocks()
          && data.equals(reply.data());
    }
    return served.request() instanceof Request.Write write
        && served.reply() instanceof Reply.WriteDone
        && io.write()
        && write.firstBlock() == io.block()
        && io.data().equals(write.data());
  }

  /** The guest's clock that an entry logs; negative if it logs none. */
  static long clockOf(Entry entry) {
    if (entry instanceof ClockRead read) {
      return read.valueNs();
    }
    if (entry instanceof ProgressMark mark) {
      return mark.clockNs();
    }
    return entry instanceof WentLive live ? live.clockNs() : -1;
  }
}
