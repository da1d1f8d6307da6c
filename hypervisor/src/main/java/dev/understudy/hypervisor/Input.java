package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.device.Devices;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import dev.understudy.hypervisor.log.KeyPressed;
import dev.understudy.hypervisor.log.TimerFired;

/**
 * What the world offers a live guest. All that is to know of an input stands in its record, but for
 * what judges make of it.
 */
public sealed interface Input {

  /** Where an input comes from. It says what becomes of one that can't be taken at once. */
  enum Source {
    /** The guest's own timer or disk: it comes once, and nothing else will do. */
    HARDWARE(false),
    /** A client. The frame waits for room in the guest's ring, or its client sends another. */
    NETWORK(false),
    /** Somebody at the desk, who sees nothing happen and tries the same again. */
    USER(true),
    /** An operator, who does that too. */
    OPERATOR(true);

    private final boolean triesAgain;

    Source(boolean triesAgain) {
      this.triesAgain = triesAgain;
    }

    /** Whether an input that got lost is offered again, so that one at a time is enough. */
    public boolean triesAgain() {
      return triesAgain;
    }
  }

  Source source();

  /** In a few words, for timelines and diagrams. */
  String text();

  /** Adds what tells it from others that wait for the guest. */
  void digestInto(StateDigest digest);

  /** The entry that this input becomes when the guest takes it at {@code count}. */
  Entry entry(long count, int check);

  /** Whether it answers something that the guest no longer waits for. */
  boolean isStale(Devices devices);

  /** Calls the one of {@code cases} that this input is. */
  <R> R match(Cases<R> cases);

  /**
   * The time of an arming of the timer has come.
   *
   * @param arming number of the arming; one that was replaced meanwhile is not taken
   */
  record TimerDue(long arming) implements Input {
    @Override
    public Source source() {
      return Source.HARDWARE;
    }

    @Override
    public String text() {
      return "timer due";
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(arming);
    }

    @Override
    public Entry entry(long count, int check) {
      return new TimerFired(count, check);
    }

    @Override
    public boolean isStale(Devices devices) {
      return !devices.timer().awaits(arming);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timerDue(this);
    }
  }

  /** A frame for this guest: destination (8 bytes), source (8 bytes), payload. */
  record FrameArrived(Bytes frame) implements Input {
    @Override
    public Source source() {
      return Source.NETWORK;
    }

    @Override
    public String text() {
      return "frame from a client";
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(frame);
    }

    @Override
    public Entry entry(long count, int check) {
      return new FrameReceived(count, check, frame);
    }

    @Override
    public boolean isStale(Devices devices) {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.frameArrived(this);
    }
  }

  /** A key, 0..255. */
  record KeyTyped(int key) implements Input {
    @Override
    public Source source() {
      return Source.USER;
    }

    @Override
    public String text() {
      return "key " + key;
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(key);
    }

    @Override
    public Entry entry(long count, int check) {
      return new KeyPressed(count, check, key);
    }

    @Override
    public boolean isStale(Devices devices) {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.keyTyped(this);
    }
  }

  record MouseMoved(int dx, int dy, int buttons) implements Input {
    @Override
    public Source source() {
      return Source.USER;
    }

    @Override
    public String text() {
      return "mouse";
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(dx);
      digest.add(dy);
      digest.add(buttons);
    }

    @Override
    public Entry entry(long count, int check) {
      return new dev.understudy.hypervisor.log.MouseMoved(count, check, dx, dy, buttons);
    }

    @Override
    public boolean isStale(Devices devices) {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mouseMoved(this);
    }
  }

  /**
   * The disk's answer to a request.
   *
   * @param requestId the guest's number of the request
   * @param ok false if the disk refused or failed the request
   * @param data what was read; empty for a write or a failure
   */
  record DiskAnswered(long requestId, boolean ok, Bytes data) implements Input {
    @Override
    public Source source() {
      return Source.HARDWARE;
    }

    @Override
    public String text() {
      return "disk request " + requestId + " answered";
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(requestId);
      digest.add(ok);
      digest.add(data);
    }

    @Override
    public Entry entry(long count, int check) {
      return new DiskCompleted(count, check, requestId, ok, data);
    }

    @Override
    public boolean isStale(Devices devices) {
      return !devices.disk().awaits(requestId);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.diskAnswered(this);
    }
  }

  /**
   * An operator's order for the machine itself.
   *
   * @param control what to do
   * @param perMille of a share, in thousandths of the processor; else 0
   */
  record Ordered(Control control, int perMille) implements Input {
    @Override
    public Source source() {
      return Source.OPERATOR;
    }

    @Override
    public String text() {
      return "operator: " + control.text();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(control.ordinal());
      digest.add(perMille);
    }

    @Override
    public Entry entry(long count, int check) {
      return new ControlApplied(count, check, control, perMille);
    }

    @Override
    public boolean isStale(Devices devices) {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ordered(this);
    }
  }

  /** One function for each kind of input, so that none can be forgotten. */
  interface Cases<R> {
    R timerDue(TimerDue input);

    R frameArrived(FrameArrived input);

    R keyTyped(KeyTyped input);

    R mouseMoved(MouseMoved input);

    R diskAnswered(DiskAnswered input);

    R ordered(Ordered input);
  }
}
