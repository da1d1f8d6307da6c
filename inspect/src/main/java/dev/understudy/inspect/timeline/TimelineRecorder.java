package dev.understudy.inspect.timeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import dev.understudy.sim.client.ClientFrame;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Takes down what every actor does, and which sending each arrival goes back to.
 *
 * <p>What was sent more than once (a retry, a copy that the network made) is traced back to its
 * first sending. That sending did come before; a later one perhaps did not.
 */
public final class TimelineRecorder implements Watcher {
  public static final String DISK = "disk";
  public static final String FAULTS = "faults";

  /** Stands between a fault and whom it strikes. */
  private static final String HITS = " hits ";

  /**
   * An acknowledgement arrived.
   *
   * @param host whom it reached
   * @param through the entries up to this one are held
   */
  record Acknowledged(long atNs, int host, long through) {}

  private static final Acknowledging ACKNOWLEDGING = new Acknowledging();

  private final List<String> hosts;
  private final List<Long> starts = new ArrayList<>();
  private final List<TimelineEvent> all = new ArrayList<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();

  /**
   * Something was sent.
   *
   * @param event the number of the event in which it was
   * @param first the number of that in which it was sent first; that one itself, if it is no retry
   */
  public record Sending(int event, int first) {}

  private final List<Sending> sendings = new ArrayList<>();

  /** First sendings, by sender and content. */
  private final TreeMap<String, Integer> sent = new TreeMap<>();

  /** Faults that struck, and the actors that each hit. */
  private final List<Hit> hits = new ArrayList<>();

  private record Hit(Fault fault, List<String> actors) {}

  /**
   * @param hosts the names of those that are there from the beginning
   */
  public TimelineRecorder(List<String> hosts) {
    this.hosts = new ArrayList<>(hosts);
    hosts.forEach(host -> starts.add(0L));
  }

  @Override
  public TimelineRecorder fork() {
    TimelineRecorder copy = new TimelineRecorder(hosts);
    copy.starts.clear();
    copy.starts.addAll(starts);
    copy.all.addAll(all);
    copy.acknowledged.addAll(acknowledged);
    copy.sent.putAll(sent);
    copy.sendings.addAll(sendings);
    copy.hits.addAll(hits);
    return copy;
  }

  /**
   * The events in the order in which the world went through them: what is sent stands before its
   * arrivals.
   */
  public List<TimelineEvent> all() {
    return Collections.unmodifiableList(all);
  }

  /** What went over a network or to the disk, in order, be it that it never arrived. */
  public List<Sending> sendings() {
    return Collections.unmodifiableList(sendings);
  }

  List<Acknowledged> acknowledged() {
    return Collections.unmodifiableList(acknowledged);
  }

  /** The names of all that ever started, by number. */
  public List<String> hosts() {
    return Collections.unmodifiableList(hosts);
  }

  /** When a host started. */
  long startNs(int host) {
    return starts.get(host);
  }

  static String client(int number) {
    return "client-" + number;
  }

  // ---- taking down

  private void does(long atNs, String actor, String text) {
    all.add(new TimelineEvent(atNs, actor, text, TimelineEvent.NONE));
  }

  private void sends(long atNs, String actor, String text, String content) {
    int number = all.size();
    sendings.add(new Sending(number, sent.computeIfAbsent(content, unused -> number)));
    does(atNs, actor, text);
  }

  private void gets(long atNs, String actor, String text, String content) {
    all.add(new TimelineEvent(atNs, actor, text, sent.getOrDefault(content, TimelineEvent.NONE)));
  }

  @Override
  public void started(long nowNs, int host, int place, String name) {
    hosts.add(name);
    starts.add(nowNs);
    does(nowNs, name, "starts");
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    action.match(new Doing(nowNs, hosts.get(host)));
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    NoteText text = NoteText.of(note);
    if (text.topic() != NoteText.Topic.DETAIL) {
      does(nowNs, hosts.get(host), text.text());
    }
  }

  @Override
  public void channelDelivered(long nowNs, int host, byte[] bytes) {
    if (FrameCodec.decode(bytes) instanceof FrameCodec.Accepted accepted) {
      ChannelFrame frame = accepted.frame();
      gets(nowNs, hosts.get(host), "gets " + FrameText.of(frame), content(frame));
      frame
          .match(ACKNOWLEDGING)
          .ifPresent(through -> acknowledged.add(new Acknowledged(nowNs, host, through)));
    }
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    String fate = taken ? "" : ", not taken";
    if (input instanceof Input.FrameArrived arrived) {
      byte[] frame = arrived.frame().toArray();
      String client = client(ClientFrame.clientAt(ClientFrame.sourceOf(frame)));
      gets(nowNs, hosts.get(host), "frame from " + client + fate, content(client, frame));
    } else {
      does(nowNs, hosts.get(host), input.text() + fate);
    }
  }

  @Override
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    gets(nowNs, DISK, "serves " + StorageText.of(request), content(request));
    sends(nowNs, DISK, "answers: " + StorageText.of(reply), content(reply));
  }

  @Override
  public void diskAnswered(long nowNs, int host, DiskReply reply) {
    gets(nowNs, hosts.get(host), "hears: " + StorageText.of(reply), content(reply));
  }

  @Override
  public void clientReceived(long nowNs, int client, int fromHost, byte[] frame) {
    String content = content(hosts.get(fromHost), frame);
    gets(nowNs, client(client), "hears from " + hosts.get(fromHost), content);
  }

  @Override
  public void clientSent(long nowNs, int client, byte[] frame) {
    sends(nowNs, client(client), "sends a request", content(client(client), frame));
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    List<String> actors = actorsIn(what.substring(what.lastIndexOf(HITS) + HITS.length()));
    hits.add(new Hit(fault, actors));
    concerns(nowNs, actors, what, "is hit by " + fault.text());
  }

  /** The actors that a fault hits, as {@code host-1 to host-2} names them. */
  private List<String> actorsIn(String whom) {
    return Arrays.stream(whom.split(" to ", -1))
        .filter(name -> hosts.contains(name) || name.equals(DISK))
        .distinct()
        .toList();
  }

  /**
   * Something of the world, and what it is to the actors whom it concerns: they hear it from it.
   */
  private void concerns(long nowNs, List<String> actors, String what, String toThem) {
    int cause = all.size();
    does(nowNs, FAULTS, what);
    actors.forEach(actor -> all.add(new TimelineEvent(nowNs, actor, toThem, cause)));
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    List<String> actors =
        hits.stream()
            .filter(one -> one.fault().equals(fault))
            .map(Hit::actors)
            .findFirst()
            .orElse(List.of());
    concerns(nowNs, actors, what, what);
  }

  @Override
  public void ordered(long nowNs, PlannedOperation planned) {
    does(nowNs, FAULTS, "operator: " + planned.text());
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    does(nowNs, FAULTS, "operator: " + how.text());
  }

  /** Takes down what one host does: what it sends, with what tells it from others. */
  private final class Doing implements Action.Cases<Boolean> {
    private final long nowNs;
    private final String name;

    Doing(long nowNs, String name) {
      this.nowNs = nowNs;
      this.name = name;
    }

    private Boolean sending(Action action, String content) {
      sends(nowNs, name, ActionText.of(action), content);
      return true;
    }

    /** Nothing of what has no words, since it matters to the host alone. */
    private Boolean inWords(Action action) {
      String text = ActionText.of(action);
      if (!text.isEmpty()) {
        does(nowNs, name, text);
      }
      return true;
    }

    @Override
    public Boolean sendChannel(Action.SendChannel action) {
      if (FrameCodec.decode(action.frame()) instanceof FrameCodec.Accepted accepted) {
        ChannelFrame frame = accepted.frame();
        sends(nowNs, name, "sends " + FrameText.of(frame), content(frame));
      }
      return true;
    }

    @Override
    public Boolean sendFrame(Action.SendFrame action) {
      return sending(action, content(name, action.frame().toArray()));
    }

    @Override
    public Boolean sendStorage(Action.SendStorage action) {
      return sending(action, content(action.request()));
    }

    @Override
    public Boolean showConsole(Action.ShowConsole action) {
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
    public Boolean end(Action.End action) {
      return inWords(action);
    }
  }

  /** The entry through which a frame acknowledges the log; empty if it acknowledges nothing. */
  private static final class Acknowledging implements ChannelFrame.Cases<OptionalLong> {
    @Override
    public OptionalLong ack(ChannelFrame.Ack frame) {
      return OptionalLong.of(frame.receivedThrough());
    }

    @Override
    public OptionalLong heartbeat(ChannelFrame.Heartbeat frame) {
      return OptionalLong.of(frame.highestIndex());
    }

    @Override
    public OptionalLong log(ChannelFrame.Log frame) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong divergenceReport(ChannelFrame.DivergenceReport frame) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong snapshotPiece(ChannelFrame.SnapshotPiece frame) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong snapshotAck(ChannelFrame.SnapshotAck frame) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong yielded(ChannelFrame.Yield frame) {
      return OptionalLong.empty();
    }
  }

  // ---- what tells one thing sent from another

  private static String content(ChannelFrame frame) {
    return "channel " + frame.header().from() + ":" + frame.header().sequence();
  }

  private static String content(String sender, byte[] frame) {
    return sender + " " + new String(frame, ISO_8859_1);
  }

  private static String content(DiskRequest request) {
    return "request " + request;
  }

  private static String content(DiskReply reply) {
    return "reply " + reply;
  }
}
