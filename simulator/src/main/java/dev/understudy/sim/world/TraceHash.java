package dev.understudy.sim.world;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.replica.Action;
import dev.understudy.hypervisor.Input;
import java.util.Arrays;
import java.util.Locale;

/**
 * A hash over everything that can be observed of a run: entries, protocol events, frames, disk
 * operations and outputs, with their virtual times.
 *
 * <p>Each actor has a chain of its own, and the chains are put together in the order of actors. Two
 * hosts that run ahead of each other by less than a latency would otherwise be hashed in the order
 * in which the world happened to visit them.
 */
final class TraceHash implements Watcher {
  private static final int OUTSIDE = 0;

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
    if (action instanceof Action.Appended appended) {
      add(host + 1, nowNs, 1, appended.index());
      addBytes(host + 1, appended.encoded());
    } else if (action instanceof Action.SendChannel send) {
      add(host + 1, nowNs, 2, send.frame().length);
      addBytes(host + 1, send.frame());
    } else if (action instanceof Action.Consumed consumed) {
      add(host + 1, nowNs, 3, consumed.index());
    } else if (action instanceof Action.Received received) {
      add(host + 1, nowNs, 4, received.throughIndex());
    } else if (action instanceof Action.SendFrame send) {
      add(host + 1, nowNs, 5, send.outputIndex());
      word(host + 1, send.frame().digest());
    } else if (action instanceof Action.ShowConsole show) {
      add(host + 1, nowNs, 6, show.offset());
      word(host + 1, show.text().digest());
    } else if (action instanceof Action.Released released) {
      add(host + 1, nowNs, 7, released.output().index());
      word(host + 1, released.output().payload().digest());
    } else if (action instanceof Action.Issued issued) {
      add(host + 1, nowNs, 8, issued.io().requestId());
      word(host + 1, issued.io().data().digest());
    } else if (action instanceof Action.End end) {
      add(host + 1, nowNs, 9, end.how().exitCode());
    } else {
      // What is left is made of numbers and names, and its text is the same everywhere.
      add(host + 1, nowNs, 10, 0);
      addText(host + 1, action.toString());
    }
  }

  @Override
  public void channelDelivered(long nowNs, int host, byte[] frame) {
    add(host + 1, nowNs, 11, frame.length);
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    add(host + 1, nowNs, 12, taken ? 1 : 0);
  }

  @Override
  public void served(long nowNs, Request request, Reply reply) {
    add(OUTSIDE, nowNs, 13, request.incarnation());
    addText(OUTSIDE, request.toString());
    addText(OUTSIDE, reply.toString());
  }

  @Override
  public void clientHeard(long nowNs, int client, int fromHost, byte[] frame) {
    add(OUTSIDE, nowNs, 14, client);
    addBytes(OUTSIDE, frame);
  }

  @Override
  public void clientSent(long nowNs, int client, byte[] frame) {
    add(OUTSIDE, nowNs, 15, client);
    addBytes(OUTSIDE, frame);
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    befell(nowNs, what);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    befell(nowNs, what);
  }

  @Override
  public void ordered(long nowNs, Order order) {
    befell(nowNs, order.text());
  }

  @Override
  public void carriedOut(long nowNs, Operator.Carried how) {
    befell(nowNs, how.order().text() + how.refusal());
  }

  private void befell(long nowNs, String what) {
    add(OUTSIDE, nowNs, 16, 0);
    addText(OUTSIDE, what);
  }

  /** 32 hexadecimal digits. */
  String text() {
    long a = 0;
    long b = 0;
    for (int i = 0; i < low.length; i++) {
      a = mix(a ^ high[i]) + i;
      b = mix(b + low[i]) ^ i;
    }
    return String.format(Locale.ROOT, "%016x%016x", a, b);
  }

  private void add(int chain, long nowNs, long kind, long detail) {
    word(chain, nowNs);
    word(chain, kind << 56 ^ detail);
  }

  private void addText(int chain, String text) {
    for (int i = 0; i < text.length(); i++) {
      word(chain, text.charAt(i));
    }
    word(chain, text.length());
  }

  private void addBytes(int chain, byte[] bytes) {
    for (byte b : bytes) {
      word(chain, b);
    }
    word(chain, bytes.length);
  }

  /** Another host has started. */
  @Override
  public void started(long nowNs, int host, int place, String name) {
    int chains = Math.max(low.length, host + 2);
    high = Arrays.copyOf(high, chains);
    low = Arrays.copyOf(low, chains);
    add(host + 1, nowNs, 17, 0);
    addText(host + 1, name);
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
