package dev.understudy.cli.debug;

import dev.understudy.base.Bytes;
import dev.understudy.disk.Generation;
import dev.understudy.disk.SharedDisk;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands around the guests at a moment, in lines: the disk, the channel, the clients. */
final class WorldText {
  private static final int BYTES_PER_LINE = 16;
  private static final int BLOCKS_SHOWN = 16;

  private final World world;

  WorldText(World world) {
    this.world = world;
  }

  // ---- the disk

  /** Who may write, and which blocks were written. */
  List<String> disk() {
    SharedDisk disk = world.disk();
    List<String> lines = new ArrayList<>();
    lines.add(
        ReadableNumbers.count(disk.blockCount(), "block")
            + " of "
            + SharedDisk.BLOCK_BYTES
            + " bytes");
    for (Generation one : disk.generations()) {
      lines.add(
          "generation "
              + one.number()
              + ": "
              + host(one.primary())
              + " and "
              + host(one.backup())
              + ", test-and-set "
              + (one.isUnset() ? "by nobody" : "won by " + host(one.owner())));
    }
    List<Long> written = disk.blocksWrittenSince(null);
    List<String> numbers = written.stream().limit(BLOCKS_SHOWN).map(String::valueOf).toList();
    lines.add(
        "blocks written: "
            + (written.isEmpty() ? "none" : String.join(", ", numbers))
            + (written.size() > BLOCKS_SHOWN ? " ..." : ""));
    return lines;
  }

  private String host(long incarnation) {
    int host = world.hostOfIncarnation(incarnation);
    return host < 0 ? "nobody" : world.nameOf(host);
  }

  /** The bytes of a block, but for lines of zeros. */
  List<String> block(long number) {
    Bytes block = world.disk().block(number);
    byte[] bytes = block.toArray();
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += BYTES_PER_LINE) {
      String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, at, at + BYTES_PER_LINE);
      if (!hex.matches("[0 ]*")) {
        lines.add(String.format(java.util.Locale.ROOT, "0x%03x  %s", at, hex));
      }
    }
    return lines.isEmpty() ? List.of("zeros") : lines;
  }

  // ---- the channel

  /** How far each host has got with the log, and what the channel carried. */
  List<String> channel() {
    List<String> lines = new ArrayList<>();
    for (int host = 0; host < world.hostCount(); host++) {
      @Nullable Replica replica = world.replica(host);
      if (replica != null) {
        lines.add(world.nameOf(host) + " " + progress(replica));
      }
    }
    Traffic traffic = world.channelTraffic();
    lines.add(
        "frames sent: "
            + traffic.sent()
            + " of "
            + ReadableNumbers.count(traffic.sentBytes(), "byte")
            + ", delivered: "
            + traffic.delivered()
            + ", lost: "
            + traffic.lost()
            + ", cut off: "
            + traffic.cut()
            + ", sent twice by the network: "
            + traffic.duplicated());
    return lines;
  }

  private static String progress(Replica replica) {
    if (!replica.runsLive()) {
      return "has replayed the log up to entry " + replica.entries();
    }
    return "has logged up to entry "
        + replica.entries()
        + ", acknowledged up to "
        + replica.protocol().acknowledgedThrough()
        + ", outputs held: "
        + replica.heldOutputs();
  }

  // ---- the clients

  /** How many requests each has sent and had answered, and what they wait for. */
  List<String> clients() {
    TreeMap<Integer, List<Exchange>> byClient = new TreeMap<>();
    for (Exchange one : world.clientPool().exchanges()) {
      byClient.computeIfAbsent(one.client(), unused -> new ArrayList<>()).add(one);
    }
    List<String> lines = new ArrayList<>();
    byClient.forEach(
        (client, all) ->
            lines.add(
                "client-"
                    + client
                    + "  "
                    + ReadableNumbers.count(all.size(), "request")
                    + ", answered: "
                    + all.stream().filter(Exchange::isAnswered).count()));
    lines.addAll(world.clientPool().waitingFor());
    if (lines.isEmpty()) {
      return List.of("no client has sent anything, and none waits");
    }
    lines.add("sent again: " + world.clientPool().retries());
    return lines;
  }
}
