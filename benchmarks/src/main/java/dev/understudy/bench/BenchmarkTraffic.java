package dev.understudy.bench;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The least of a world that a guest needs: time that passes with its instructions, a disk, and one
 * client that asks again as soon as it is answered. The same for every seam, and all of it a
 * function of what the guest does, so that a guest lives through the same each time.
 */
final class BenchmarkTraffic implements HostSource {
  static final DeviceConfig DEVICES = new DeviceConfig(1, 4096);

  private static final long INSTRUCTION_NS = 10;
  private static final long DISK_NS = 20_000;
  private static final long WIRE_NS = 2_000;
  private static final int BLOCK_BYTES = 512;

  /** So that the world's own times do not all end in the same digits. */
  private static final long ODD_NS = 7;

  private record Event(long atNs, long order, Input input) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atNs != other.atNs ? Long.compare(atNs, other.atNs) : Long.compare(order, other.order);
    }
  }

  private final LiveGuest guest;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final byte[] disk = new byte[(int) DEVICES.diskBlocks() * BLOCK_BYTES];
  private final StringBuilder console = new StringBuilder();
  private final Queue<Bytes> requests = new ArrayDeque<>();
  private long anchorNs;
  private long anchorCount;
  private long order;
  private long lastTickNs;
  private long draws;
  private boolean ended;

  /**
   * @param requests how many frames a client sends, one after the other
   */
  BenchmarkTraffic(LiveGuest guest, RequestLoop requestLoop, int requests) {
    this.guest = guest;
    for (int i = 0; i < requests; i++) {
      this.requests.add(Bytes.wrap(requestLoop.frame(i)));
    }
    ask();
    take();
  }

  private void ask() {
    Bytes request = requests.poll();
    if (request != null) {
      at(nowNs() + WIRE_NS, new Input.FrameArrived(request));
    }
  }

  @Override
  public long clockNs(long atCount) {
    return anchorNs + (atCount - anchorCount) * INSTRUCTION_NS;
  }

  @Override
  public long entropy() {
    draws++;
    return draws * 0x9e37_79b9_7f4a_7c15L;
  }

  private long nowNs() {
    return clockNs(guest.count());
  }

  private void at(long ns, Input input) {
    events.add(new Event(ns, order++, input));
  }

  /**
   * Runs until the guest has ended, or sleeps and nothing will wake it, or has retired so many
   * instructions.
   */
  void run(long mostInstructions) {
    while (!ended && guest.count() < mostInstructions) {
      Event next = events.peek();
      if (next != null && next.atNs() <= nowNs()) {
        events.remove();
        happen(next);
        continue;
      }
      StopResult stop =
          guest.runUntil(
              Math.min(mostInstructions, next == null ? Long.MAX_VALUE : countAt(next.atNs())),
              this);
      take();
      if (stop == StopResult.IDLE) {
        if (next == null && events.isEmpty()) {
          return;
        }
        sleepUntil(events.element().atNs());
      }
    }
  }

  private long countAt(long ns) {
    return anchorCount + (ns - anchorNs + INSTRUCTION_NS - 1) / INSTRUCTION_NS;
  }

  private void sleepUntil(long ns) {
    anchorNs = Math.max(ns, nowNs());
    anchorCount = guest.count();
  }

  private void happen(Event event) {
    if (event.input() instanceof Input.TimerDue) {
      lastTickNs = event.atNs();
    }
    guest.offer(event.input());
    take();
  }

  private void take() {
    guest.drain(this::happen);
  }

  private void happen(Effect effect) {
    effect.match(new Surroundings());
  }

  /** What becomes of each effect of the guest's. */
  private final class Surroundings implements Effect.Cases<BenchmarkTraffic> {
    @Override
    public BenchmarkTraffic consoleOutput(Effect.ConsoleOutput output) {
      console.append(output.payload().text());
      return BenchmarkTraffic.this;
    }

    @Override
    public BenchmarkTraffic frameSent(Effect.FrameSent frame) {
      ask();
      return BenchmarkTraffic.this;
    }

    @Override
    public BenchmarkTraffic diskWriteIssued(Effect.DiskWriteIssued write) {
      answer(write.io());
      return BenchmarkTraffic.this;
    }

    @Override
    public BenchmarkTraffic diskReadIssued(Effect.DiskReadIssued read) {
      answer(read.io());
      return BenchmarkTraffic.this;
    }

    /** No guest here has a disk of its own. */
    @Override
    public BenchmarkTraffic ownWriteIssued(Effect.OwnWriteIssued write) {
      throw new IllegalStateException("a write to a disk that is not there");
    }

    @Override
    public BenchmarkTraffic timerArmed(Effect.TimerArmed armed) {
      long from = armed.fromLastDue() ? lastTickNs : nowNs();
      at(from + armed.dueAfterNs(), new Input.TimerDue(armed.arming()));
      return BenchmarkTraffic.this;
    }

    /** An arming that was replaced or undone is not taken when it is due. */
    @Override
    public BenchmarkTraffic timerDisarmed(Effect.TimerDisarmed disarmed) {
      return BenchmarkTraffic.this;
    }

    @Override
    public BenchmarkTraffic ended(Effect.Ended how) {
      ended = true;
      return BenchmarkTraffic.this;
    }
  }

  private void answer(PendingIo io) {
    int from = Math.toIntExact(io.block() * BLOCK_BYTES);
    Bytes data = Bytes.EMPTY;
    if (io.write()) {
      byte[] written = io.data().toArray();
      System.arraycopy(written, 0, disk, from, written.length);
    } else {
      data = Bytes.wrap(Arrays.copyOfRange(disk, from, from + io.blocks() * BLOCK_BYTES));
    }
    at(
        nowNs() + DISK_NS + order % ODD_NS * 100,
        new Input.DiskAnswered(io.requestId(), true, data));
  }

  boolean ended() {
    return ended;
  }

  String console() {
    return console.toString();
  }

  /** The guest's time. */
  long virtualNs() {
    return nowNs();
  }
}
