package dev.understudy.sim.oracle;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import dev.understudy.hypervisor.log.KeyPressed;
import dev.understudy.hypervisor.log.MouseMoved;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.hypervisor.log.ProgressMark;
import dev.understudy.hypervisor.log.TimerFired;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.sim.oracle.Chronicle.Issued;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.Offered;
import dev.understudy.sim.oracle.Chronicle.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every input in the survivor's log has a cause in the world: a frame that arrived, a key that was
 * pressed, a timer that was due, a disk request that was issued and answered so. Without this a
 * replica could invent an input and replay its invention faithfully.
 */
public final class JustifiedInputs implements Oracle {

  @Override
  public String name() {
    return "justified-inputs";
  }

  @Override
  public String promise() {
    return "every input in the survivor's log has a cause in the world";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    judgeOffers(evidence, findings);
    judgeCompletions(evidence, findings);
    judgeClock(evidence, findings);
    return findings.verdict();
  }

  /** What a host logged as taken is what the world offered it, in that order. */
  private static void judgeOffers(Evidence evidence, Findings findings) {
    List<List<Offered>> offers = new ArrayList<>();
    evidence.world().setup().hosts().forEach(host -> offers.add(new ArrayList<>()));
    for (Offered offered : evidence.chronicle().offered()) {
      if (offered.taken()) {
        offers.get(offered.host()).add(offered);
      }
    }
    int[] next = new int[offers.size()];
    for (Logged logged : evidence.lineage().entries()) {
      if (!isOffered(logged.entry())) {
        continue;
      }
      List<Offered> here = offers.get(logged.host());
      int at = next[logged.host()]++;
      findings.expect(
          at < here.size() && isLoggedAs(here.get(at).input(), logged.entry()),
          logged.atNs(),
          "entry "
              + logged.index()
              + " ("
              + logged.entry().describe()
              + ") is not what the world offered "
              + evidence.hostName(logged.host()));
    }
  }

  /** Whether the world must have offered what this entry logs. */
  public static boolean isOffered(Entry entry) {
    return switch (entry.type()) {
      case TIMER_FIRED, KEY_PRESSED, MOUSE_MOVED, FRAME_RECEIVED -> true;
      case BOOT,
          CLOCK_READ,
          ENTROPY_READ,
          DISK_COMPLETED,
          OUTPUT,
          OUTPUTS_RELEASED,
          PROGRESS_MARK,
          STATE_MARK,
          WENT_LIVE ->
          false;
    };
  }

  /** Whether an entry logs just this input. */
  public static boolean isLoggedAs(Input input, Entry entry) {
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
    return input instanceof Input.FrameArrived frame
        && entry instanceof FrameReceived received
        && Contents.same(frame.frame(), received.frame());
  }

  /**
   * Each completion is of a request that was issued, comes once, and says what the disk said. A
   * request for memory that is not there fails without having left its host: that the guest made it
   * is what the machine that runs by the log finds.
   */
  private static void judgeCompletions(Evidence evidence, Findings findings) {
    // By host: one that computes on while it arbitrates gives the same numbers to other requests.
    List<TreeMap<Long, PendingIo>> issued = new ArrayList<>();
    evidence.world().setup().hosts().forEach(host -> issued.add(new TreeMap<>()));
    for (Issued one : evidence.chronicle().issued()) {
      issued.get(one.host()).put(one.io().requestId(), one.io());
    }
    TreeSet<Long> done = new TreeSet<>();
    for (Logged logged : evidence.lineage().entries()) {
      if (logged.entry() instanceof DiskCompleted completed) {
        PendingIo io = issued.get(logged.host()).get(completed.requestId());
        findings.expect(
            (io != null || !completed.ok()) && done.add(completed.requestId()),
            logged.atNs(),
            "entry " + logged.index() + " completes no request, or one a second time");
        if (io != null && completed.ok()) {
          findings.expect(
              isAnswer(evidence, logged, io, completed),
              logged.atNs(),
              "entry " + logged.index() + " completes a request in a way the disk never did");
        }
      }
    }
  }

  private static boolean isAnswer(
      Evidence evidence, Logged logged, PendingIo io, DiskCompleted completed) {
    long incarnation = evidence.world().incarnationOf(logged.host());
    for (Served served : evidence.chronicle().served()) {
      if (served.atNs() <= logged.atNs()
          && served.request().incarnation() == incarnation
          && answers(served, io, completed.data())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the disk answered just this request, and so. */
  public static boolean answers(Served served, PendingIo io, Payload data) {
    if (served.request() instanceof Request.Read read
        && served.reply() instanceof Reply.ReadDone reply) {
      return !io.write()
          && read.firstBlock() == io.block()
          && read.blockCount() == io.blocks()
          && Contents.same(data, reply.data());
    }
    return served.request() instanceof Request.Write write
        && served.reply() instanceof Reply.WriteDone
        && io.write()
        && write.firstBlock() == io.block()
        && Contents.same(io.data(), write.data());
  }

  private static void judgeClock(Evidence evidence, Findings findings) {
    long last = 0;
    for (Logged logged : evidence.lineage().entries()) {
      long clockNs = clockOf(logged.entry());
      if (clockNs >= 0) {
        findings.expect(
            clockNs >= last,
            logged.atNs(),
            "entry " + logged.index() + " turns the guest's clock back from " + last + " ns");
        last = clockNs;
      }
    }
  }

  /** The guest's clock that an entry logs; negative if it logs none. */
  public static long clockOf(Entry entry) {
    if (entry instanceof ClockRead read) {
      return read.valueNs();
    }
    if (entry instanceof ProgressMark mark) {
      return mark.clockNs();
    }
    return entry instanceof WentLive live ? live.clockNs() : -1;
  }
}
