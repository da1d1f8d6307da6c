package dev.understudy.inspect.timetravel;

import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.ActionText;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteText;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.inspect.timetravel.IndexedEvent.Kind;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operator;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what each actor does, and tells whoever listens. Forks count on and tell nobody. */
final class EventIndexer implements Watcher {
  private static final Outputs OUTPUTS = new Outputs();

  /** Is told what happens. */
  interface Listener {
    /**
     * Something happened.
     *
     * @param logged the entry, if that is what happened; null for everything else
     */
    void hears(IndexedEvent occurrence, Note.@Nullable Appended logged);
  }

  private long[] heard = {};
  private @Nullable Listener listener;

  @Override
  public EventIndexer fork() {
    EventIndexer copy = new EventIndexer();
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
    String output = action.match(OUTPUTS);
    if (!output.isEmpty()) {
      hear(nowNs, host, 0, Kind.OUTPUT, output, ActionText.of(action), null);
    }
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    NoteText text = NoteText.of(note);
    switch (text.topic()) {
      case LOGGED -> {
        Note.@Nullable Appended logged = note instanceof Note.Appended entry ? entry : null;
        long count = logged == null ? 0 : logged.entry().count();
        hear(nowNs, host, count, Kind.ENTRY, text.name(), text.text(), logged);
      }
      case HOST -> hear(nowNs, host, 0, Kind.EVENT, text.name(), text.text(), null);
      case REPLAYED, FLOW, DETAIL -> {
        // One does not stop there.
      }
    }
  }

  /** The kind of output that an action lets out; empty if it is none. */
  private static final class Outputs implements Action.Cases<String> {
    @Override
    public String sendFrame(Action.SendFrame send) {
      return OutputKind.NETWORK.text();
    }

    @Override
    public String showConsole(Action.ShowConsole show) {
      return OutputKind.CONSOLE.text();
    }

    @Override
    public String end(Action.End end) {
      return end.how().kind().text();
    }

    @Override
    public String sendChannel(Action.SendChannel action) {
      return "";
    }

    @Override
    public String sendStorage(Action.SendStorage action) {
      return action.request() instanceof DiskRequest.Write ? OutputKind.DISK_WRITE.text() : "";
    }

    @Override
    public String announce(Action.Announce action) {
      return "";
    }

    @Override
    public String armTimer(Action.ArmTimer action) {
      return "";
    }

    @Override
    public String disarmTimer(Action.DisarmTimer action) {
      return "";
    }

    @Override
    public String pace(Action.Pace action) {
      return "";
    }
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    hear(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "fault", what, null);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    hear(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "fault", what, null);
  }

  @Override
  public void ordered(long nowNs, PlannedOperation order) {
    String text = "operator: " + order.text();
    hear(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "operation", text, null);
  }

  @Override
  public void carriedOut(long nowNs, Operator.Carried how) {
    String text = "operator: " + how.text();
    hear(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "operation", text, null);
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
      listener.hears(new IndexedEvent(nowNs, actor, number, count, kind, name, text), logged);
    }
  }
}
