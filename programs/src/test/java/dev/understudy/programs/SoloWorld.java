package dev.understudy.programs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.RecorderStep;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A world with one guest and no fault tolerance: time, a console, a network cable, a disk. It is
 * the least that can run a program, and shares no code with the simulator.
 */
final class SoloWorld {
  static final long GUEST_ADDRESS = 1;
  static final int BLOCK_BYTES = 512;
  static final int DISK_BLOCKS = 4096;

  static final long INSTRUCTION_NS = 10;
  private static final long DISK_LEAST_NS = 150_000;
  private static final long DISK_MOST_NS = 400_000;

  private final Recorder recorder;
  private final Host host;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SplittableRandom random;
  private final List<byte[]> log = new ArrayList<>();
  private final StringBuilder console = new StringBuilder();
  private final List<Sent> sent = new ArrayList<>();
  private final byte[] disk;
  private long scheduled;
  private long diskWrites;
  private long diskOutstanding;
  private long diskOutstandingMost;
  private long armed;
  private long lastDueNs;
  private long ticks;
  private long lateTick;
  private long lateByNs;
  private final List<Consumer<Sent>> listeners = new ArrayList<>();
  private Effect.@Nullable Ended ended;

  /** A frame that the guest sent, and when. */
  record Sent(long atNs, byte[] frame) {}

  private record Event(long atNs, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atNs != other.atNs ? Long.compare(atNs, other.atNs) : Long.compare(order, other.order);
    }
  }

  /** Instructions take time, waiting takes none of them. */
  private static final class Host implements HostSource {
    private final SplittableRandom random;
    private long anchorNs;
    private long anchorCount;

    Host(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public long clockNs(long atCount) {
      return anchorNs + (atCount - anchorCount) * INSTRUCTION_NS;
    }

    @Override
    public long entropy() {
      return random.nextLong();
    }

    long countAt(long ns) {
      return anchorCount + (ns - anchorNs + INSTRUCTION_NS - 1) / INSTRUCTION_NS;
    }

    void sleepUntil(long ns, long count) {
      anchorNs = Math.max(ns, clockNs(count));
      anchorCount = count;
    }
  }

  SoloWorld(Program program, long seed) {
    this(program, seed, new byte[DISK_BLOCKS * BLOCK_BYTES]);
  }

  /** With a disk that has been written before. */
  SoloWorld(Program program, long seed, byte[] disk) {
    this.random = new SplittableRandom(seed);
    this.host = new Host(random.split());
    this.disk = disk;
    this.recorder = Recorder.boot(ProgramGuests.boot(program), SeamConfig.DEFAULT);
    take();
  }

  static SoloWorld of(String name, long seed) {
    return new SoloWorld(Programs.find(name).orElseThrow(), seed);
  }

  void at(long ns, Runnable action) {
    events.add(new Event(ns, scheduled++, action));
  }

  /** Offers an input; what the devices can't take is lost. */
  void at(long ns, Input input) {
    at(ns, () -> recorder.offer(input));
  }

  /** A frame for the guest, from an address. */
  void send(long ns, long from, byte[] payload) {
    byte[] frame = Wire.frame(GUEST_ADDRESS, from, payload);
    at(ns, new Input.FrameArrived(Bytes.copyOf(frame)));
  }

  void onSend(Consumer<Sent> listener) {
    listeners.add(listener);
  }

  /** Until the guest has ended; it must end. */
  void runToTheEnd() {
    runUntil(Long.MAX_VALUE);
    assertThat(ended).as("the guest sleeps and nothing will wake it").isNotNull();
  }

  /** Until a time, or until the guest has ended, or sleeps and nothing will wake it. */
  void runUntil(long untilNs) {
    while (ended == null) {
      Event next = events.peek();
      long stopNs = next == null ? untilNs : Math.min(untilNs, next.atNs);
      if (nowNs() < stopNs) {
        if (!step(stopNs)) {
          return;
        }
      } else if (next != null && next.atNs <= untilNs) {
        events.remove(next);
        next.action.run();
        take();
      } else {
        return;
      }
    }
  }

  private boolean step(long stopNs) {
    boolean forEver = stopNs == Long.MAX_VALUE;
    StopResult pause = recorder.runUntil(forEver ? Long.MAX_VALUE : host.countAt(stopNs), host);
    if (pause == StopResult.IDLE && !forEver) {
      host.sleepUntil(stopNs, recorder.count());
    }
    take();
    return pause != StopResult.IDLE || !forEver || !events.isEmpty();
  }

  private void take() {
    for (RecorderStep recorded : recorder.takeRecorded()) {
      if (recorded.entry() != null) {
        log.add(recorded.encoded());
      }
      if (recorded.effect() != null) {
        happen(recorded.effect());
      }
    }
  }

  private void happen(Effect effect) {
    long nowNs = host.clockNs(recorder.count());
    if (effect instanceof Effect.ConsoleOutput output) {
      console.append(new String(output.payload().toArray(), ISO_8859_1));
    } else if (effect instanceof Effect.FrameSent output) {
      Sent frame = new Sent(nowNs, output.payload().toArray());
      sent.add(frame);
      listeners.forEach(listener -> listener.accept(frame));
    } else if (effect instanceof Effect.DiskWriteIssued write) {
      diskWrites++;
      answer(nowNs, write.io());
    } else if (effect instanceof Effect.DiskReadIssued read) {
      answer(nowNs, read.io());
    } else if (effect instanceof Effect.TimerArmed timer) {
      arm(timer.fromLastDue() ? lastDueNs : nowNs, timer);
    } else if (effect instanceof Effect.TimerDisarmed) {
      armed = 0;
    } else if (effect instanceof Effect.Ended end) {
      ended = end;
    }
  }

  /** Makes one of the timer's ticks, numbered from 1, late; those after it are in time again. */
  void delayTick(long tick, long byNs) {
    lateTick = tick;
    lateByNs = byNs;
  }

  private void arm(long fromNs, Effect.TimerArmed timer) {
    armed = timer.arming();
    long dueNs = fromNs + timer.dueAfterNs();
    ticks++;
    at(
        ticks == lateTick ? dueNs + lateByNs : dueNs,
        () -> {
          if (armed == timer.arming()) {
            lastDueNs = dueNs;
            recorder.offer(new Input.TimerDue(timer.arming()));
          }
        });
  }

  /** The disk takes a request at once and answers after a while, so answers overtake each other. */
  private void answer(long nowNs, PendingIo io) {
    diskOutstanding++;
    diskOutstandingMost = Math.max(diskOutstandingMost, diskOutstanding);
    int from = Math.toIntExact(io.block() * BLOCK_BYTES);
    int length = io.blocks() * BLOCK_BYTES;
    byte[] data = io.write() ? io.data().toArray() : Arrays.copyOfRange(disk, from, from + length);
    at(
        nowNs + random.nextLong(DISK_LEAST_NS, DISK_MOST_NS),
        () -> {
          diskOutstanding--;
          if (io.write()) {
            System.arraycopy(data, 0, disk, from, length);
          }
          Bytes read = Bytes.copyOf(io.write() ? new byte[0] : data);
          recorder.offer(new Input.DiskAnswered(io.requestId(), true, read));
        });
  }

  /** Ends the log with a mark, so that a replayer may go as far as the guest has come. */
  void markProgress() {
    if (ended == null) {
      recorder.markProgress(nowNs());
      take();
    }
  }

  String console() {
    return console.toString();
  }

  List<Sent> sent() {
    return sent;
  }

  byte[] disk() {
    return disk;
  }

  long diskWrites() {
    return diskWrites;
  }

  long diskOutstandingMost() {
    return diskOutstandingMost;
  }

  long instructions() {
    return recorder.count();
  }

  long nowNs() {
    return host.clockNs(recorder.count());
  }

  List<byte[]> log() {
    return log;
  }

  Recorder recorder() {
    return recorder;
  }

  /** What the guest wrote to the power port; it must have been that, and no fault. */
  long exitCode() {
    assertThat(ended).isNotNull();
    assertThat(ended.reason()).isEmpty();
    assertThat(ended.kind()).isEqualTo(OutputKind.POWER_OFF);
    return ended.exitCode();
  }
}
