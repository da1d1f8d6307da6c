package dev.understudy.bench;

import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.hypervisor.UnloggedRunner;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A guest that runs: logged or not. */
interface LiveGuest {

  StopResult runUntil(long count, HostSource host);

  void offer(Input input);

  /** Shows what the guest did since the last call; the visitor must not call back. */
  void drain(Consumer<Effect> visitor);

  long count();

  /** A guest without a log. */
  static LiveGuest solo(VirtualMachine guest) {
    UnloggedRunner unlogged = new UnloggedRunner(guest);
    return new LiveGuest() {
      @Override
      public StopResult runUntil(long count, HostSource host) {
        return unlogged.runUntil(count, host);
      }

      @Override
      public void offer(Input input) {
        unlogged.offer(input);
      }

      @Override
      public void drain(Consumer<Effect> visitor) {
        unlogged.drain(visitor);
      }

      @Override
      public long count() {
        return unlogged.count();
      }
    };
  }

  /** A guest whose log is kept, as bytes ready to be sent. */
  final class Logged implements LiveGuest {
    private final Recorder recorder;
    private final List<byte[]> log = new ArrayList<>();

    Logged(VirtualMachine guest) {
      recorder = Recorder.boot(guest, SeamConfig.DEFAULT);
    }

    @Override
    public StopResult runUntil(long count, HostSource host) {
      return recorder.runUntil(count, host);
    }

    @Override
    public void offer(Input input) {
      recorder.offer(input);
    }

    @Override
    public void drain(Consumer<Effect> visitor) {
      recorder.drain(
          recorded -> {
            if (recorded.entry() != null) {
              log.add(recorded.encoded());
            }
            if (recorded.effect() != null) {
              visitor.accept(recorded.effect());
            }
          });
    }

    @Override
    public long count() {
      return recorder.count();
    }

    /** For a guest that sleeps for ever: a replay may go as far as it came. */
    void markEnd(long clockNs) {
      recorder.markProgress(clockNs);
      drain(effect -> {});
    }

    List<byte[]> log() {
      return log;
    }
  }
}
