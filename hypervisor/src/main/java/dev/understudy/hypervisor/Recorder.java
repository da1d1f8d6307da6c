package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.VirtualMachine.Step;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryEncoder;
import dev.understudy.hypervisor.log.Output;
import dev.understudy.hypervisor.log.OutputsReleased;
import dev.understudy.hypervisor.log.ProgressMark;
import dev.understudy.hypervisor.log.StateMark;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a live guest, alone or as a primary, and logs what is not determined.
 *
 * <p>An operation of the guest that needs the world is completed at once, so that whenever a call
 * returns the guest stands between two instructions, where inputs may be applied.
 */
public final class Recorder implements Seam {

  private static final byte[] NONE = new byte[0];

  private final VirtualMachine guest;
  private final SeamConfig config;
  private final EntryEncoder encoder;
  private final List<RecorderStep> recorded = new ArrayList<>();
  private long clockOffsetNs;
  private long progressDue;
  private long stateDue;
  private long entriesToStateMark;

  Recorder(VirtualMachine guest, SeamConfig config, EntryEncoder encoder) {
    this.guest = guest;
    this.config = config;
    this.encoder = encoder;
    progressDue = next(config.progressEveryInstructions());
    planStateMark();
  }

  private Recorder(Recorder from) {
    guest = from.guest.fork();
    config = from.config;
    encoder = from.encoder.fork();
    recorded.addAll(from.recorded);
    clockOffsetNs = from.clockOffsetNs;
    progressDue = from.progressDue;
    stateDue = from.stateDue;
    entriesToStateMark = from.entriesToStateMark;
  }

  /** Starts a log with its {@code Boot} entry. The guest must be freshly booted. */
  public static Recorder boot(VirtualMachine guest, SeamConfig config) {
    Recorder recorder = new Recorder(guest, config, new EntryEncoder());
    recorder.append(guest.bootEntry(), null);
    return recorder;
  }

  /**
   * Runs until the guest has retired {@code count} instructions, or something was recorded, or it
   * can't go on. {@link StopResult#SEAM} comes right behind the operation, at the time it happened;
   * what was recorded waits to be taken.
   */
  public StopResult runUntil(long count, HostSource host) {
    long entriesBefore = encoder.entries();
    while (true) {
      markWhatIsDue(host);
      completeDoomedIo();
      if (encoder.entries() != entriesBefore || takeEffects()) {
        return StopResult.SEAM;
      }
      if (guest.ended()) {
        return StopResult.ENDED;
      }
      if (guest.waiting()) {
        return StopResult.IDLE;
      }
      if (guest.count() >= count && !guest.stopped()) {
        return StopResult.COUNT;
      }
      Step step = guest.advance(Math.min(count, Math.min(progressDue, stateDue)));
      switch (step) {
        case CLOCK_READ, ENTROPY_READ -> {
          if (step == Step.CLOCK_READ) {
            readClock(host);
          } else {
            readEntropy(host);
          }
          if (encoder.entries() != entriesBefore && nothingIsDue()) {
            return StopResult.SEAM;
          }
        }
        case OUTPUT -> {
          Output entry = guest.outputEntry(guest.check());
          append(entry, guest.completeOutput());
        }
        case REACHED, WAITING, EFFECT, ENDED -> {}
      }
    }
  }

  private void readClock(HostSource host) {
    long value = guestClockNs(host.clockNs(guest.count()));
    if (guest.rules().logsClockReads()) {
      append(new ClockRead(guest.count(), guest.check(), value), null);
      guest.clockLogged(value);
    }
    guest.completeRead(value);
  }

  private void readEntropy(HostSource host) {
    long value = guest.rules().entropy(host);
    if (guest.rules().logsEntropyReads()) {
      append(new EntropyRead(guest.count(), guest.check(), value), null);
    }
    guest.completeRead(value);
  }

  private long guestClockNs(long hostClockNs) {
    return guest.rules().guestClockNs(guest.clockNs(), hostClockNs + clockOffsetNs);
  }

  /**
   * Hands an input to the guest, here and now; false: the device can't take it, nothing logged.
   *
   * @throws IllegalArgumentException for an answer to a pending disk request that has the wrong
   *     length
   */
  public boolean offer(Input input) {
    if (guest.isStale(input)) {
      return false;
    }
    Entry entry = input.entry(guest.count(), guest.check());
    @Nullable String obstacle = guest.obstacle(entry);
    if (obstacle == null) {
      appendBetween(entry);
      return true;
    }
    if (input instanceof Input.DiskAnswered && !guest.stopped()) {
      throw new IllegalArgumentException(obstacle);
    }
    return false;
  }

  /** What was recorded since the last call, in order. */
  public List<RecorderStep> takeRecorded() {
    // Most often it is one entry, and a primary asks after every one.
    List<RecorderStep> taken =
        recorded.size() == 1 ? List.of(recorded.get(0)) : List.copyOf(recorded);
    recorded.clear();
    return taken;
  }

  /** Shows what was recorded since the last call, in order; the visitor must not call back. */
  public void drain(Consumer<? super RecorderStep> visitor) {
    // By index: asked after every entry, most often there is one.
    for (int i = 0; i < recorded.size(); i++) {
      visitor.accept(recorded.get(i));
    }
    recorded.clear();
  }

  /** Logs that outputs up to this index have left the host. */
  public void markReleased(long throughOutputIndex) {
    long through = guest.rules().watermark(throughOutputIndex, guest.outputs());
    Entry entry = new OutputsReleased(guest.count(), guest.check(), through);
    @Nullable String obstacle = guest.obstacle(entry);
    if (obstacle != null) {
      throw new IllegalArgumentException(obstacle);
    }
    appendBetween(entry);
  }

  /** Logs how far the guest has come, for a backup that gets no other entries. */
  public void markProgress(long hostClockNs) {
    long value = guestClockNs(hostClockNs);
    appendBetween(new ProgressMark(guest.count(), guest.check(), value));
  }

  /** Logs the hash of the whole guest. */
  public void markState() {
    StateHash hash = guest.stateHash();
    appendBetween(new StateMark(guest.count(), guest.check(), hash.high(), hash.low()));
    planStateMark();
  }

  /** Logs the first entry of a replica that has just become live. */
  void wentLive(long hostClockNs) {
    if (encoder.entries() == 0) {
      // Its primary died before any entry arrived, so that this log begins here.
      append(guest.bootEntry(), null);
    }
    long value = guestClockNs(hostClockNs);
    clockOffsetNs = value - hostClockNs;
    appendBetween(new WentLive(guest.count(), guest.check(), value));
  }

  private void appendBetween(Entry entry) {
    append(entry, null);
    guest.apply(entry);
    takeEffects();
  }

  private void append(Entry entry, @Nullable Effect effect) {
    Entry sent = config.diskReads().logged(entry);
    // Either form leaves the encoder where the other does, so a log may be read with both.
    byte[] encoded = sent == entry ? encoder.encode(entry) : encoder.fork().encode(entry);
    byte[] sentBytes = sent == entry ? encoded : encoder.encode(sent);
    @Nullable Effect handedOn = effect == null ? null : guest.rules().handedOn(effect);
    recorded.add(new RecorderStep(encoder.entries(), entry, encoded, sentBytes, handedOn));
    progressDue = next(config.progressEveryInstructions());
    entriesToStateMark--;
  }

  private boolean takeEffects() {
    if (!guest.hasEffects()) {
      return false;
    }
    for (Effect effect : guest.takeEffects()) {
      recorded.add(new RecorderStep(0, null, NONE, NONE, guest.rules().handedOn(effect)));
    }
    return true;
  }

  /** Completes a request whose memory lies outside the guest's: it fails without a disk. */
  private void completeDoomedIo() {
    @Nullable PendingIo io = guest.stopped() ? null : guest.devices().disk().doomed();
    if (io != null) {
      offer(new Input.DiskAnswered(io.requestId(), false, Bytes.EMPTY));
    }
  }

  /** True if no mark and no doomed request is to be logged before the guest goes on. */
  private boolean nothingIsDue() {
    return noMarkIsDue() && guest.devices().disk().doomed() == null;
  }

  private boolean noMarkIsDue() {
    return entriesToStateMark > 0 && guest.count() < Math.min(stateDue, progressDue);
  }

  private void markWhatIsDue(HostSource host) {
    if (noMarkIsDue() || guest.stopped()) {
      return;
    }
    if (guest.count() >= stateDue || entriesToStateMark <= 0) {
      markState();
    }
    if (guest.count() >= progressDue) {
      markProgress(host.clockNs(guest.count()));
    }
  }

  private long next(long instructions) {
    return instructions == 0 ? Long.MAX_VALUE : guest.count() + instructions;
  }

  private void planStateMark() {
    long every = config.stateMarkEveryInstructions();
    stateDue = every == 0 ? Long.MAX_VALUE : (guest.count() / every + 1) * every;
    long entries = config.stateMarkEveryEntries();
    entriesToStateMark = entries == 0 ? Long.MAX_VALUE : entries;
  }

  /**
   * Whether the guest can be cloned as it stands. It can't between its last instruction and the
   * output that says how it ended.
   */
  public boolean isWhole() {
    return !guest.stopped() || guest.ended();
  }

  /** Where in the log this is, for a backup that goes on from here. */
  long[] position() {
    return encoder.position();
  }

  @Override
  public VirtualMachine guest() {
    return guest;
  }

  @Override
  public long entries() {
    return encoder.entries();
  }

  @Override
  public long clockNs() {
    return guest.clockNs();
  }

  @Override
  public long count() {
    return guest.count();
  }

  @Override
  public Recorder fork() {
    return new Recorder(this);
  }

  /** Shows all that can still matter: equal recorders record alike. */
  public void visitState(LongConsumer visitor) {
    guest.visitState(visitor);
    encoder.visit(visitor);
    visitor.accept(recorded.size());
    visitor.accept(clockOffsetNs);
    visitor.accept(progressDue);
    visitor.accept(stateDue);
    visitor.accept(entriesToStateMark);
  }
}
