package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import dev.understudy.hypervisor.log.KeyPressed;
import dev.understudy.hypervisor.log.MouseMoved;
import dev.understudy.hypervisor.log.ProgressMark;
import dev.understudy.hypervisor.log.TimerFired;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.sim.oracle.RunTrace.Served;

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
    return input.match(new LoggedAs(entry));
  }

  /**
   * Compares what was offered with what was logged. It does so field by field, and does not ask the
   * product which entry an input becomes.
   */
  private record LoggedAs(Entry entry) implements Input.Cases<Boolean> {
    @Override
    public Boolean timerDue(Input.TimerDue due) {
      return entry instanceof TimerFired;
    }

    @Override
    public Boolean keyTyped(Input.KeyTyped key) {
      return entry instanceof KeyPressed pressed && pressed.key() == key.key();
    }

    @Override
    public Boolean mouseMoved(Input.MouseMoved mouse) {
      return entry instanceof MouseMoved moved
          && moved.dx() == mouse.dx()
          && moved.dy() == mouse.dy()
          && moved.buttons() == mouse.buttons();
    }

    @Override
    public Boolean frameArrived(Input.FrameArrived frame) {
      return entry instanceof FrameReceived received && frame.frame().equals(received.frame());
    }

    @Override
    public Boolean ordered(Input.Ordered order) {
      return entry instanceof ControlApplied controlled
          && controlled.control() == order.control()
          && controlled.perMille() == order.perMille();
    }

    /** No such input is offered: a completion is judged by the request behind it. */
    @Override
    public Boolean diskAnswered(Input.DiskAnswered answer) {
      return false;
    }
  }

  /** Whether the disk answered this request with these data. */
  static boolean answers(Served served, PendingIo io, Bytes data) {
    return served.request().match(new AnswerTo(served.reply(), io, data));
  }

  /** Whether a reply to a request completes an access of the guest with these data. */
  private record AnswerTo(DiskReply reply, PendingIo io, Bytes data)
      implements DiskRequest.Cases<Boolean> {
    @Override
    public Boolean read(DiskRequest.Read read) {
      return reply instanceof DiskReply.ReadDone done
          && !io.write()
          && read.firstBlock() == io.block()
          && read.blockCount() == io.blocks()
          && data.equals(done.data());
    }

    @Override
    public Boolean write(DiskRequest.Write write) {
      return reply instanceof DiskReply.WriteDone
          && io.write()
          && write.firstBlock() == io.block()
          && io.data().equals(write.data());
    }

    @Override
    public Boolean testAndSet(DiskRequest.TestAndSet asked) {
      return false;
    }

    @Override
    public Boolean renew(DiskRequest.Renew asked) {
      return false;
    }
  }

  /** The time of the guest's clock that an entry logs, in ns; negative if it logs none. */
  static long clockOf(Entry entry) {
    return switch (entry.type()) {
      case CLOCK_READ -> ((ClockRead) entry).valueNs();
      case PROGRESS_MARK -> ((ProgressMark) entry).clockNs();
      case WENT_LIVE -> ((WentLive) entry).clockNs();
      case BOOT,
          ENTROPY_READ,
          TIMER_FIRED,
          KEY_PRESSED,
          MOUSE_MOVED,
          FRAME_RECEIVED,
          DISK_COMPLETED,
          DISK_READ,
          OUTPUT,
          OUTPUTS_RELEASED,
          STATE_MARK,
          CONTROLLED ->
          -1;
    };
  }
}
