package dev.understudy.experiment.report;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.FrameText;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.ActionText;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteText;
import dev.understudy.ft.replica.StorageText;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Takes down what happens: the last moments before an instant, and the first ones after it. */
final class EventWindow implements Watcher {
  static final int EVERYBODY = -1;
  private static final int CLIENTS = 0;
  private static final int FIRST_HOST = 1;
  private static final int CHANNEL = 2;

  /**
   * Something that happened.
   *
   * @param column whose; the disk's is the last
   * @param frame a frame of the channel that was sent then, as {@code from:sequence}, or nothing
   */
  record Moment(long atNs, int column, String text, String frame) {}

  private final long atNs;
  private final int before;
  private final int after;
  private final ArrayDeque<Moment> earlier = new ArrayDeque<>();
  private final List<Moment> later = new ArrayList<>();
  private final TreeSet<String> delivered = new TreeSet<>();
  private final int hosts;

  /** The place at which each host runs, by the number of the host. */
  private final List<Integer> places = new ArrayList<>(List.of(0, 1));

  /**
   * @param before how many moments up to {@code atNs} to keep
   * @param after how many behind it
   * @param hosts how many places there are for them
   */
  EventWindow(long atNs, int before, int after, int hosts) {
    this.atNs = atNs;
    this.hosts = hosts;
    this.before = before;
    this.after = after;
  }

  private EventWindow(EventWindow other) {
    this(other.atNs, other.before, other.after, other.hosts);
    earlier.addAll(other.earlier);
    later.addAll(other.later);
    delivered.addAll(other.delivered);
    places.clear();
    places.addAll(other.places);
  }

  @Override
  public EventWindow fork() {
    return new EventWindow(this);
  }

  boolean isFull() {
    return later.size() > after;
  }

  /**
   * The events in the order in which they happened; a frame that did not arrive by the end says so.
   */
  List<Moment> moments() {
    List<Moment> all = new ArrayList<>(earlier);
    all.addAll(later.subList(0, Math.min(after, later.size())));
    return all.stream().map(this::withFate).toList();
  }

  private Moment withFate(Moment moment) {
    boolean lost =
        !moment.frame.isEmpty() && !delivered.contains(moment.frame) && moment.atNs <= atNs;
    return lost
        ? new Moment(moment.atNs, moment.column, moment.text + " (not there yet)", "")
        : moment;
  }

  private void note(long nowNs, int column, String text) {
    note(new Moment(nowNs, column, text, ""));
  }

  private void note(Moment moment) {
    if (moment.atNs > atNs) {
      later.add(moment);
      return;
    }
    earlier.addLast(moment);
    if (earlier.size() > before) {
      earlier.removeFirst();
    }
  }

  private int column(int host) {
    int place = places.get(host);
    return place == 0 ? FIRST_HOST : place + CHANNEL;
  }

  // ---- what happens

  @Override
  public void started(long nowNs, int host, int place, String name) {
    places.add(place);
    note(nowNs, column(host), name + " starts");
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    note(nowNs, EVERYBODY, what);
  }

  @Override
  public void missed(long nowNs, Fault fault, String what) {
    note(nowNs, EVERYBODY, what);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    note(nowNs, EVERYBODY, what);
  }

  @Override
  public void ordered(long nowNs, PlannedOperation planned) {
    note(nowNs, EVERYBODY, "operator: " + planned.text());
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    note(nowNs, EVERYBODY, "operator: " + how.text());
  }

  @Override
  public void clientSent(long nowNs, int client, byte[] frame) {
    note(nowNs, CLIENTS, "client " + client + " sends");
  }

  @Override
  public void clientReceived(long nowNs, int client, int fromHost, byte[] frame) {
    note(nowNs, CLIENTS, "client " + client + " hears");
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    note(nowNs, column(host), input.text() + (taken ? "" : ", not taken"));
  }

  @Override
  public void channelDelivered(long nowNs, int host, byte[] frame) {
    if (FrameCodec.decode(frame) instanceof FrameCodec.Accepted accepted) {
      delivered.add(id(accepted.frame()));
      note(nowNs, column(host), "gets " + FrameText.of(accepted.frame()));
    }
  }

  @Override
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    // The disk's column is behind those of the hosts, however many there are.
    note(nowNs, hosts + CHANNEL, StorageText.of(request, reply));
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    if (action instanceof Action.SendChannel send) {
      if (FrameCodec.decode(send.frame()) instanceof FrameCodec.Accepted accepted) {
        String text =
            places.get(host) == 0
                ? FrameText.of(accepted.frame()) + " ->"
                : "<- " + FrameText.of(accepted.frame());
        note(new Moment(nowNs, CHANNEL, text, id(accepted.frame())));
      }
      return;
    }
    tell(nowNs, host, ActionText.of(action));
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    NoteText text = NoteText.of(note);
    switch (text.topic()) {
      case LOGGED, REPLAYED, HOST -> tell(nowNs, host, text.text());
      case FLOW, DETAIL -> {
        // There is room for little, and what leaves shows by itself.
      }
    }
  }

  private void tell(long nowNs, int host, String text) {
    if (!text.isEmpty()) {
      note(nowNs, column(host), text);
    }
  }

  private static String id(ChannelFrame frame) {
    return frame.header().from() + ":" + frame.header().sequence();
  }
}
