package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A hash over everything that can be observed of a run: entries, protocol events, frames, disk
 * operations and outputs, with their virtual times. Each is added field by field and never as a
 * text, so that neither a library nor a better wording changes it.
 *
 * <p>Each actor has a chain of its own, and the chains are put together in the order of actors. Two
 * hosts that run ahead of each other by less than a latency would otherwise be hashed in the order
 * in which the world happened to visit them.
 */
final class TraceHash implements Watcher {
  private static final int OUTSIDE = 0;

  private static final int CHANNEL_DELIVERED = 101;
  private static final int OFFERED = 102;
  private static final int SERVED = 103;
  private static final int CLIENT_RECEIVED = 104;
  private static final int CLIENT_SENT = 105;
  private static final int STRUCK = 106;
  private static final int HEALED = 107;
  private static final int ORDERED = 108;
  private static final int CARRIED_OUT = 109;
  private static final int STARTED = 110;

  /** Chain 0 is that of the disk, the clients and the faults; chain h + 1 that of host h. */
  private long[] high;

  private long[] low;

  TraceHash(int hosts) {
    this(new long[hosts + 1], new long[hosts + 1]);
    Arrays.fill(low, 0x243f6a8885a308d3L);
  }

  private TraceHash(long[] high, long[] low) {
    this.high = high;
    this.low = low;
  }

  @Override
  public TraceHash fork() {
    return new TraceHash(high.clone(), low.clone());
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    StateDigest step = new StateDigest();
    action.match(new StepDigest(step));
    add(host + 1, nowNs, step);
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    StateDigest step = new StateDigest();
    note.match(new StepDigest(step));
    add(host + 1, nowNs, step);
  }

  @Override
  public void channelDelivered(long nowNs, int host, byte[] frame) {
    add(host + 1, nowNs, of(CHANNEL_DELIVERED, frame));
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    StateDigest offer = of(OFFERED);
    offer.add(taken);
    input.digestInto(offer);
    add(host + 1, nowNs, offer);
  }

  @Override
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    StateDigest answer = of(SERVED);
    DiskTrafficDigest traffic = new DiskTrafficDigest(answer);
    traffic.add(request);
    traffic.add(reply);
    add(OUTSIDE, nowNs, answer);
  }

  @Override
  public void clientReceived(long nowNs, int client, int fromHost, byte[] frame) {
    StateDigest heard = of(CLIENT_RECEIVED, frame);
    heard.add(client);
    heard.add(fromHost);
    add(OUTSIDE, nowNs, heard);
  }

  @Override
  public void clientSent(long nowNs, int client, byte[] frame) {
    StateDigest sent = of(CLIENT_SENT, frame);
    sent.add(client);
    add(OUTSIDE, nowNs, sent);
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    add(OUTSIDE, nowNs, of(STRUCK, fault));
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    add(OUTSIDE, nowNs, of(HEALED, fault));
  }

  @Override
  public void ordered(long nowNs, PlannedOperation order) {
    add(OUTSIDE, nowNs, of(ORDERED, order));
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    StateDigest over = of(CARRIED_OUT, how.order());
    over.add(how.done());
    add(OUTSIDE, nowNs, over);
  }

  /** Another host has started. */
  @Override
  public void started(long nowNs, int host, int place, String name) {
    int chains = Math.max(low.length, host + 2);
    high = Arrays.copyOf(high, chains);
    low = Arrays.copyOf(low, chains);
    StateDigest start = of(STARTED);
    start.add(place);
    add(host + 1, nowNs, start);
  }

  private static StateDigest of(int kind) {
    StateDigest digest = new StateDigest();
    digest.add(kind);
    return digest;
  }

  private static StateDigest of(int kind, byte[] frame) {
    StateDigest digest = of(kind);
    digest.add(frame);
    return digest;
  }

  private static StateDigest of(int kind, Fault fault) {
    StateDigest digest = of(kind);
    fault.effect().digestInto(digest);
    fault.trigger().digestInto(digest);
    return digest;
  }

  private static StateDigest of(int kind, PlannedOperation order) {
    StateDigest digest = of(kind);
    digest.add(order.atNs());
    return order.operation().match(new OperationDigest(digest));
  }

  /** 32 hexadecimal digits. */
  String text() {
    long a = 0;
    long b = 0;
    for (int i = 0; i < low.length; i++) {
      a = mix(a ^ high[i]) + i;
      b = mix(b + low[i]) ^ i;
    }
    return HexFormat.of().toHexDigits(a) + HexFormat.of().toHexDigits(b);
  }

  private void add(int chain, long nowNs, StateDigest what) {
    word(chain, nowNs);
    word(chain, what.high());
    word(chain, what.low());
  }

  private void word(int chain, long word) {
    low[chain] = (low[chain] ^ word) * 0x9e3779b97f4a7c15L;
    low[chain] ^= low[chain] >>> 29;
    high[chain] = Long.rotateLeft(high[chain] + low[chain], 23) * 0xd1342543de82ef95L;
  }

  private static long mix(long word) {
    long w = (word ^ (word >>> 32)) * 0xd6e8feb86659fd93L;
    return w ^ (w >>> 32);
  }
}
