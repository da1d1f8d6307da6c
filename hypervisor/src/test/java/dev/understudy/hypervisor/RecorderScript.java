package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.Effect.TimerArmed;
import dev.understudy.hypervisor.log.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a recorder step by step, with a host clock that says what it is told, and keeps what came.
 */
public final class RecorderScript implements HostSource {

  private final Recorder recorder;
  private final List<Entry> entries = new ArrayList<>();
  private final List<byte[]> sent = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private long clockNs;
  private long entropy = 0x1234;

  public RecorderScript(Recorder recorder) {
    this.recorder = recorder;
    absorb();
  }

  public static RecorderScript boot(String... lines) {
    VirtualMachine guest = Guests.boot(Guests.assemble(lines));
    return new RecorderScript(Recorder.boot(guest, new SeamConfig(0, 0, 0, DiskReads.LOGGED)));
  }

  public RecorderScript clock(long ns) {
    clockNs = ns;
    return this;
  }

  @Override
  public long clockNs(long atCount) {
    return clockNs;
  }

  @Override
  public long entropy() {
    entropy += 0x1111;
    return entropy;
  }

  /** Until the count, or until the guest waits or has ended. */
  public RecorderScript run(long count) {
    StopResult pause = StopResult.SEAM;
    while (pause == StopResult.SEAM) {
      pause = recorder.runUntil(count, this);
      absorb();
    }
    return this;
  }

  /** Until the guest waits or has ended, which it must. */
  public RecorderScript run() {
    run(recorder.count() + 1_000_000);
    if (!recorder.guest().waiting() && !recorder.guest().ended()) {
      throw new AssertionError(
          "the guest runs on and on, at pc " + recorder.guest().machine().pc());
    }
    return this;
  }

  public RecorderScript offer(Input input) {
    if (!recorder.offer(input)) {
      throw new AssertionError("not taken: " + input);
    }
    absorb();
    return this;
  }

  public boolean refuses(Input input) {
    boolean refused = !recorder.offer(input);
    absorb();
    return refused;
  }

  public void absorb() {
    for (RecorderStep step : recorder.takeRecorded()) {
      if (step.entry() != null) {
        entries.add(step.entry());
        sent.add(step.sent());
      }
      if (step.effect() != null) {
        effects.add(step.effect());
      }
    }
  }

  public Recorder recorder() {
    return recorder;
  }

  public long register(int register) {
    return recorder.guest().machine().register(register);
  }

  public List<Entry> entries() {
    return entries;
  }

  /** The entries as a backup gets them. */
  public List<byte[]> sent() {
    return sent;
  }

  public List<Effect> effects() {
    return effects;
  }

  public List<OutputEffect> outputs() {
    return all(OutputEffect.class);
  }

  public <E extends Effect> List<E> all(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The last arming of the timer. */
  public TimerArmed armed() {
    List<TimerArmed> armings = all(TimerArmed.class);
    return armings.get(armings.size() - 1);
  }

  public Ended ended() {
    return all(Ended.class).get(0);
  }
}
