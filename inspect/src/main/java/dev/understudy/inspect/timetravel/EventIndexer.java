package dev.understudy.inspect.timetravel;

import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.ActionText;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteText;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.inspect.timetravel.IndexedEvent.Kind;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each actor does, and tells a listener. Forks of a world count on without a listener,
 * so that the index has each event once.
 */
final class EventIndexer implements Watcher {
  private static final Outputs OUTPUTS = new Outputs();

  /** A listener that is told what happens. */
  interface Listener {
    /**
     * Something happened.
     *
     * @param logged the entry, if that is what happened; null for everything else
     */
    void happened(IndexedEvent event, Note.@Nullable Appended logged);
  }

  private long[] counts = {};
  private @Nullable Listener listener;

  @Override
  public EventIndexer fork() {
    EventIndexer copy = new EventIndexer();
    copy.counts = counts.clone();
    return copy;
  }

  /** Tells this listener from now on; null for none. */
  void setListener(@Nullable Listener newListener) {
    listener = newListener;
  }

  /** How many events of an actor there were so far. */
  long countOf(int actor) {
    return actor + 1 < counts.length ? counts[actor + 1] : 0;
  }

  @Override
  public void started(long nowNs, int host, int place, String name) {
    count(nowNs, host, 0, Kind.EVENT, "started", "starts", null);
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    String output = action.match(OUTPUTS);
    if (!output.isEmpty()) {
      count(nowNs, host, 0, Kind.OUTPUT, output, ActionText.of(action), null);
    }
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    NoteText text = NoteText.of(note);
    switch (text.topic()) {
      case LOGGED -> {
        Note.@Nullable Appended logged = note instanceof Note.Appended entry ? entry : null;
        long count = logged == null ? 0 : logged.entry().count();
        count(nowNs, host, count, Kind.ENTRY, text.name(), text.text(), logged);
      }
      case HOST -> count(nowNs, host, 0, Kind.EVENT, text.name(), text.text(), null);
      case REPLAYED, FLOW, DETAIL -> {
        // The debugger does not stop at these.
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
      return "";
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
    count(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "fault", what, null);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    count(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "fault", what, null);
  }

  @Override
  public void ordered(long nowNs, PlannedOperation planned) {
    String text = "operator: " + planned.text();
    count(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "operation", text, null);
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    String text = "operator: " + how.text();
    count(nowNs, IndexedEvent.WORLD, 0, Kind.EVENT, "operation", text, null);
  }

  private void count(
      long nowNs,
      int actor,
      long count,
      Kind kind,
      String name,
      String text,
      Note.@Nullable Appended logged) {
    if (actor + 1 >= counts.length) {
      counts = Arrays.copyOf(counts, actor + 2);
    }
    long number = ++counts[actor + 1];
    if (listener != null) {
      listener.happened(new IndexedEvent(nowNs, actor, number, count, kind, name, text), logged);
    }
  }
}
