package dev.understudy.sim.travel;

import dev.understudy.ft.replica.Action;
import dev.understudy.sim.travel.Occurrence.Kind;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operator;
import dev.understudy.sim.world.Order;
import dev.understudy.sim.world.Watcher;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what each actor does, and tells whoever listens. Forks count on and tell nobody. */
final class Ear implements Watcher {

  /** Is told what happens. */
  interface Listener {
    /**
     * Something happened.
     *
     * @param action behind it; null for a fault
     */
    void hears(Occurrence occurrence, @Nullable Action action);
  }

  private long[] heard = {};
  private @Nullable Listener listener;

  @Override
  public Ear fork() {
    Ear copy = new Ear();
    copy.heard = heard.clone();
    return copy;
  }

  /** From now on, until told otherwise. */
  void tell(@Nullable Listener newListener) {
    listener = newListener;
  }

  /** How much an actor has done. */
  long heardOf(int actor) {
    return actor + 1 < heard.length ? heard[actor + 1] : 0;
  }

  @Override
  public void started(long nowNs, int host, int place, String name) {
    hear(nowNs, host, 0, Kind.EVENT, "started", "starts", null);
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    if (action instanceof Action.Appended entry) {
      String name = entry.entry().type().text();
      String text = "logs entry " + entry.index() + ": " + name;
      hear(nowNs, host, entry.entry().count(), Kind.ENTRY, name, text, action);
    } else if (action instanceof Action.SendFrame send) {
      output(nowNs, host, "network", send.outputIndex(), action);
    } else if (action instanceof Action.ShowConsole show) {
      output(nowNs, host, "console", show.outputIndex(), action);
    } else if (action instanceof Action.End end) {
      output(nowNs, host, end.how().kind().text(), end.how().index(), action);
    } else if (action instanceof Action.StateChanged change) {
      String name = change.to().name().toLowerCase(Locale.ROOT).replace('_', '-');
      hear(nowNs, host, 0, Kind.EVENT, name, "is now: " + change.to().meaning(), action);
    } else if (action instanceof Action.WentLive live) {
      String text = "goes live behind entry " + live.drainedThrough();
      hear(nowNs, host, 0, Kind.EVENT, "went-live", text, action);
    } else if (action instanceof Action.Halted halted) {
      String text = "halts: " + halted.reason().meaning();
      hear(nowNs, host, 0, Kind.EVENT, "halted", text, action);
    } else if (action instanceof Action.CloneBegan) {
      hear(nowNs, host, 0, Kind.EVENT, "clone-began", "begins to clone its guest", action);
    } else if (action instanceof Action.Installed installed) {
      String text = "has the whole guest, behind entry " + installed.afterIndex();
      hear(nowNs, host, 0, Kind.EVENT, "installed", text, action);
    } else if (action instanceof Action.CloneEnded ended) {
      String text = "ends the clone: " + ended.how().meaning();
      hear(nowNs, host, 0, Kind.EVENT, "clone-ended", text, action);
    } else if (action instanceof Action.Diverged diverged) {
      hear(nowNs, host, 0, Kind.EVENT, "diverged", diverged.divergence().text(), action);
    }
  }

  private void output(long nowNs, int host, String kind, long index, Action action) {
    hear(nowNs, host, 0, Kind.OUTPUT, kind, "lets " + kind + " output " + index + " out", action);
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    hear(nowNs, Occurrence.WORLD, 0, Kind.EVENT, "fault", what, null);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    hear(nowNs, Occurrence.WORLD, 0, Kind.EVENT, "fault", what, null);
  }

  @Override
  public void ordered(long nowNs, Order order) {
    String text = "operator: " + order.text();
    hear(nowNs, Occurrence.WORLD, 0, Kind.EVENT, "operation", text, null);
  }

  @Override
  public void carriedOut(long nowNs, Operator.Carried how) {
    String text = "operator: " + how.text();
    hear(nowNs, Occurrence.WORLD, 0, Kind.EVENT, "operation", text, null);
  }

  private void hear(
      long nowNs,
      int actor,
      long count,
      Kind kind,
      String name,
      String text,
      @Nullable Action action) {
    if (actor + 1 >= heard.length) {
      heard = Arrays.copyOf(heard, actor + 2);
    }
    long number = ++heard[actor + 1];
    if (listener != null) {
      listener.hears(new Occurrence(nowNs, actor, number, count, kind, name, text), action);
    }
  }
}
