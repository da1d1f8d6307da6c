package dev.understudy.browser.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.disk.Generation;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.ReplayPosition;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.WaitReasons;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything at the cursor: each host with its machine, and what stands between them. */
final class CursorView {
  private static final int CONSOLE_CHARACTERS = 4000;

  private final ReplayTimeline timeline;
  private final World world;
  private final GuestView guests;

  private CursorView(ExploredRun run) {
    this.timeline = run.timeline();
    this.world = timeline.world();
    this.guests = new GuestView(run.plan().image(), run.plan().sources());
  }

  static Map<String, @Nullable Object> of(ExploredRun run) {
    return new CursorView(run).json();
  }

  private Map<String, @Nullable Object> json() {
    ReplayPosition position = timeline.position();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("atNs", position.timeNs());
    json.put("ordinal", position.ordinal() == ReplayPosition.ALL ? null : position.ordinal());
    json.put("endNs", timeline.endNs());
    List<Object> hosts = new ArrayList<>();
    for (int host = 0; host < world.hostCount(); host++) {
      hosts.add(host(host));
    }
    json.put("hosts", hosts);
    json.put("between", between());
    json.put("clients", clients());
    json.put("console", console());
    return json;
  }

  private Map<String, @Nullable Object> host(int host) {
    @Nullable Replica replica = world.replica(host);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", world.nameOf(host));
    json.put("state", replica == null ? "down" : replica.state().meaning());
    json.put("live", replica != null && replica.runsLive());
    json.put("count", timeline.count(host));
    json.put("why", WaitReasons.of(world, host));
    json.put("log", replica == null ? List.of() : log(replica));
    json.put("machine", replica == null ? null : guests.of(replica));
    return json;
  }

  /** Rows of a table: how far the host has got with the log. */
  private static List<List<String>> log(Replica replica) {
    List<List<String>> rows = new ArrayList<>();
    if (replica.runsLive()) {
      rows.add(row("logged through entry", replica.entries()));
      rows.add(row("acknowledged through", replica.protocol().acknowledgedThrough()));
      rows.add(row("outputs held", replica.heldOutputs()));
    } else {
      rows.add(row("replayed through entry", replica.entries()));
      rows.add(row("received through", replica.protocol().logThrough()));
    }
    return rows;
  }

  private static List<String> row(String what, long value) {
    return List.of(what, Long.toString(value));
  }

  // ---- between the hosts

  private List<List<String>> between() {
    List<List<String>> rows = new ArrayList<>();
    for (Generation one : world.disk().generations()) {
      rows.add(
          List.of(
              "generation " + one.number(),
              host(one.primary())
                  + " and "
                  + host(one.backup())
                  + (one.isUnset() ? "" : ", test-and-set won by " + host(one.owner()))));
    }
    Traffic traffic = world.channelTraffic();
    rows.add(
        List.of(
            "channel",
            traffic.sent()
                + " frames sent, "
                + traffic.delivered()
                + " delivered, "
                + traffic.lost()
                + " lost, "
                + traffic.cut()
                + " cut off"));
    rows.add(
        List.of(
            "disk",
            world.disk().blocksWrittenSince(null).size()
                + " of "
                + world.disk().blockCount()
                + " blocks written"));
    return rows;
  }

  private String host(long incarnation) {
    int host = world.hostOfIncarnation(incarnation);
    return host < 0 ? "nobody" : world.nameOf(host);
  }

  // ---- outside

  private List<List<String>> clients() {
    TreeMap<Integer, List<Exchange>> byClient = new TreeMap<>();
    for (Exchange one : world.clientPool().exchanges()) {
      byClient.computeIfAbsent(one.client(), unused -> new ArrayList<>()).add(one);
    }
    List<List<String>> rows = new ArrayList<>();
    byClient.forEach(
        (client, all) -> {
          long answered = all.stream().filter(Exchange::isAnswered).count();
          Exchange last = all.get(all.size() - 1);
          rows.add(
              List.of(
                  "client-" + client,
                  answered
                      + " of "
                      + all.size()
                      + " answered"
                      + (last.isAnswered() ? "" : ", waits: " + last.request())));
        });
    return rows;
  }

  /** The end of what the console shows. */
  private String console() {
    String text = new String(world.console(), UTF_8);
    return text.substring(Math.max(0, text.length() - CONSOLE_CHARACTERS));
  }
}
