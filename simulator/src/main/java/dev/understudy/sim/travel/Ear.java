package dev.understudy.sim.travel;

import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
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
     * @param logged the entry, if that is what happened; null for everything else
     */
    void hears(Occurrence occurrence, Note.@Nullable Appended logged);
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
    action.match(new Hearing(nowNs, host));
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    note.match(new Hearing(nowNs, host));
  }

  /** What of one host's steps is an occurrence, by which one can stop. */
  private final class Hearing implements Action.Cases<Boolean>, NoteListener {
    private final long nowNs;
    private final int host;

    Hearing(long nowNs, int host) {
      this.nowNs = nowNs;
      this.host = host;
    }

    private Boolean event(String name, String text) {
      hear(nowNs, host, 0, Kind.EVENT, name, text, null);
      return true;
    }

    private Boolean output(String kind, long index) {
      String text = "lets " + kind + " output " + index + " out";
      hear(nowNs, host, 0, Kind.OUTPUT, kind, text, null);
      return true;
    }

    @Override
    public Boolean appended(Note.Appended logged) {
      String name = logged.entry().type().text();
      String text = "logs entry " + logged.index() + ": " + name;
      hear(nowNs, host, logged.entry().count(), Kind.ENTRY, name, text, logged);
      return true;
    }

    @Override
    public Boolean sendFrame(Action.SendFrame send) {
      return output("network", send.outputIndex());
    }

    @Override
    public Boolean showConsole(Action.ShowConsole show) {
      return output("console", show.outputIndex());
    }

    @Override
    public Boolean end(Action.End end) {
      return output(end.how().kind().text(), end.how().index());
    }

    @Override
    public Boolean stateChanged(Note.StateChanged change) {
      String name = change.to().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return event(name, "is now: " + change.to().meaning());
    }

    @Override
    public Boolean wentLive(Note.WentLive live) {
      return event("went-live", "goes live behind entry " + live.drainedThrough());
    }

    @Override
    public Boolean halted(Note.Halted halted) {
      return event("halted", "halts: " + halted.reason().meaning());
    }

    @Override
    public Boolean cloneBegan(Note.CloneBegan began) {
      return event("clone-began", "begins to clone its guest");
    }

    @Override
    public Boolean installed(Note.Installed installed) {
      return event("installed", "has the whole guest, behind entry " + installed.afterIndex());
    }

    @Override
    public Boolean cloneEnded(Note.CloneEnded ended) {
      return event("clone-ended", "ends the clone: " + ended.how().meaning());
    }

    @Override
    public Boolean diverged(Note.Diverged diverged) {
      return event("diverged", diverged.divergence().text());
    }

    @Override
    public Boolean sendChannel(Action.SendChannel send) {
      return false;
    }

    @Override
    public Boolean sendStorage(Action.SendStorage send) {
      return false;
    }

    @Override
    public Boolean announce(Action.Announce announce) {
      return false;
    }

    @Override
    public Boolean armTimer(Action.ArmTimer arm) {
      return false;
    }

    @Override
    public Boolean disarmTimer(Action.DisarmTimer disarm) {
      return false;
    }

    @Override
    public Boolean pace(Action.Pace pace) {
      return false;
    }
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
      Note.@Nullable Appended logged) {
    if (actor + 1 >= heard.length) {
      heard = Arrays.copyOf(heard, actor + 2);
    }
    long number = ++heard[actor + 1];
    if (listener != null) {
      listener.hears(new Occurrence(nowNs, actor, number, count, kind, name, text), logged);
    }
  }
}
