package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.ReplicaStep;
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
    action.match(new Adding(host + 1, nowNs));
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    note.match(new Adding(host + 1, nowNs));
  }

  /**
   * Adds each step of a replica to its host's chain; what is left out would not show in the hash.
   */
  private final class Adding implements Action.Cases<Boolean>, Note.Cases<Boolean> {
    private final int chain;
    private final long nowNs;

    Adding(int chain, long nowNs) {
      this.chain = chain;
      this.nowNs = nowNs;
    }

    private Boolean number(int kind, long number) {
      add(chain, nowNs, kind, number);
      return true;
    }

    private Boolean bytes(int kind, long number, byte[] bytes) {
      add(chain, nowNs, kind, number);
      addBytes(chain, bytes);
      return true;
    }

    private Boolean payload(int kind, long number, Bytes payload) {
      add(chain, nowNs, kind, number);
      word(chain, payload.digest());
      return true;
    }

    /**
     * Adds a step by its text, which holds numbers and names only and is equal on every machine.
     */
    private Boolean inWords(ReplicaStep step) {
      add(chain, nowNs, 10, 0);
      addText(chain, step.toString());
      return true;
    }

    @Override
    public Boolean appended(Note.Appended entry) {
      return bytes(1, entry.index(), entry.encoded());
    }

    @Override
    public Boolean sendChannel(Action.SendChannel send) {
      return bytes(2, send.frame().length, send.frame());
    }

    @Override
    public Boolean consumed(Note.Consumed entry) {
      return number(3, entry.index());
    }

    @Override
    public Boolean received(Note.Received entries) {
      return number(4, entries.throughIndex());
    }

    @Override
    public Boolean sendFrame(Action.SendFrame send) {
      return payload(5, send.outputIndex(), send.frame());
    }

    @Override
    public Boolean showConsole(Action.ShowConsole show) {
      return payload(6, show.offset(), show.text());
    }

    @Override
    public Boolean released(Note.Released released) {
      return payload(7, released.output().index(), released.output().payload());
    }

    @Override
    public Boolean issued(Note.Issued issued) {
      return payload(8, issued.io().requestId(), issued.io().data());
    }

    @Override
    public Boolean end(Action.End end) {
      return number(9, end.how().exitCode());
    }

    @Override
    public Boolean sendStorage(Action.SendStorage action) {
      return inWords(action);
    }

    @Override
    public Boolean announce(Action.Announce action) {
      return inWords(action);
    }

    @Override
    public Boolean armTimer(Action.ArmTimer action) {
      return inWords(action);
    }

    @Override
    public Boolean disarmTimer(Action.DisarmTimer action) {
      return inWords(action);
    }

    @Override
    public Boolean pace(Action.Pace action) {
      return inWords(action);
    }

    @Override
    public Boolean marked(Note.Marked note) {
      return inWords(note);
    }

    @Override
    public Boolean taken(Note.Taken note) {
      return inWords(note);
    }

    @Override
    public Boolean restored(Note.Restored note) {
      return inWords(note);
    }

    @Override
    public Boolean followed(Note.Followed note) {
      return inWords(note);
    }

    @Override
    public Boolean ownDiskCame(Note.OwnDiskCame note) {
      return inWords(note);
    }

    @Override
    public Boolean ownDiskServed(Note.OwnDiskServed note) {
      return inWords(note);
    }

    @Override
    public Boolean readsItself(Note.ReadsItself note) {
      return inWords(note);
    }

    @Override
    public Boolean stateChanged(Note.StateChanged note) {
      return inWords(note);
    }

    @Override
    public Boolean wentLive(Note.WentLive note) {
      return inWords(note);
    }

    @Override
    public Boolean captured(Note.Captured note) {
      return inWords(note);
    }

    @Override
    public Boolean cloneBegan(Note.CloneBegan note) {
      return inWords(note);
    }

    @Override
    public Boolean cloneEnded(Note.CloneEnded note) {
      return inWords(note);
    }

    @Override
    public Boolean installed(Note.Installed note) {
      return inWords(note);
    }

    @Override
    public Boolean diverged(Note.Diverged note) {
      return inWords(note);
    }

    @Override
    public Boolean halted(Note.Halted note) {
      return inWords(note);
    }

    @Override
    public Boolean stalled(Note.Stalled note) {
      return inWords(note);
    }

    @Override
    public Boolean ignored(Note.Ignored note) {
      return inWords(note);
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
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    add(OUTSIDE, nowNs, 13, request.incarnation());
    addText(OUTSIDE, request.toString());
    addText(OUTSIDE, reply.toString());
  }

  @Override
  public void clientReceived(long nowNs, int client, int fromHost, byte[] frame) {
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
    addIncident(nowNs, what);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    addIncident(nowNs, what);
  }

  @Override
  public void ordered(long nowNs, PlannedOperation order) {
    addIncident(nowNs, order.text());
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    addIncident(nowNs, how.order().text() + how.refusal());
  }

  private void addIncident(long nowNs, String what) {
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
