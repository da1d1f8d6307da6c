package dev.understudy.sim.recording;

import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.recording.Recording.Vm;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run while it happens: a watcher of its world, told after each step that one is over.
 * What has been handed to the sink is readable, whatever happens afterwards.
 */
public final class RecordingWriter implements Watcher {
  private static final int LOG_CHUNK_BYTES = 1 << 15;
  private static final long MARK_EVERY_ENTRIES = 256;
  private static final long MARK_EVERY_INSTRUCTIONS = 1_000_000;

  private final ChunkWriter out;
  private final List<News> news = new ArrayList<>();
  private final Map<Vm, Pending> logs = new TreeMap<>();

  /** What a host did in the step under way. */
  private record News(long atNs, int host, Action action) {}

  /** Entries of one machine that are not written yet. */
  private static final class Pending {
    private final FieldWriter entries = new FieldWriter();
    private int count;
    private long firstIndex;
    private long lastIndex;
    private long atNs;
    private long lastQuickHash;
    private long markedEntry;
    private long markedCount;
  }

  private RecordingWriter(ChunkWriter out) {
    this.out = out;
  }

  /** Begins a file with what the run depends on. */
  public static RecordingWriter begin(
      Consumer<byte[]> sink,
      String build,
      Image image,
      Scenario scenario,
      boolean faultTolerant,
      boolean marksEveryEntry) {
    ChunkWriter out = new ChunkWriter(sink);
    out.write(ChunkType.BUILD, new FieldWriter().text(build).take());
    out.write(ChunkType.IMAGE, ImageFile.encode(image));
    out.write(ChunkType.SCENARIO, new FieldWriter().text(scenario.toTomlInFull()).take());
    out.write(
        ChunkType.STAGING,
        new FieldWriter().octet(faultTolerant ? 1 : 0).octet(marksEveryEntry ? 1 : 0).take());
    return new RecordingWriter(out);
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    if (action instanceof Action.Appended || action instanceof Action.WentLive) {
      news.add(new News(nowNs, host, action));
    }
  }

  /** A forked world is not recorded. */
  @Override
  public Watcher fork() {
    return new Watcher() {
      @Override
      public Watcher fork() {
        return this;
      }
    };
  }

  /** To be called after each step of the world. */
  public void stepped(World world) {
    if (news.isEmpty()) {
      return;
    }
    for (News one : news) {
      Vm vm = new Vm(one.host(), world.incarnationOf(one.host()));
      if (one.action() instanceof Action.Appended appended) {
        append(vm, one.atNs(), appended);
      } else if (one.action() instanceof Action.WentLive live) {
        tookOver(world, vm, live);
      }
    }
    news.clear();
    logs.forEach((vm, log) -> look(world, vm, log, false));
  }

  private void append(Vm vm, long atNs, Action.Appended appended) {
    Pending log = logs.computeIfAbsent(vm, unused -> new Pending());
    if (log.count == 0) {
      log.firstIndex = appended.index();
      log.atNs = 0;
    }
    byte[] encoded = appended.encoded();
    long hash = appended.quickHash();
    log.entries.number(encoded.length).bytes(encoded).signed(atNs - log.atNs).fixed(fold(hash), 4);
    log.atNs = atNs;
    log.lastIndex = appended.index();
    log.lastQuickHash = hash;
    log.count++;
  }

  static int fold(long quickHash) {
    return (int) (quickHash ^ (quickHash >>> 32));
  }

  /** Whoever logged the entry it drained through is whose log it followed. */
  private void tookOver(World world, Vm vm, Action.WentLive live) {
    @Nullable Replica replica = world.replica(vm.host());
    int peer = replica == null ? -1 : world.hostOfIncarnation(replica.identity().peer());
    for (Vm other : logs.keySet()) {
      boolean followed = peer < 0 ? !other.equals(vm) : other.host() == peer;
      if (followed) {
        logs.forEach(this::flush);
        out.write(
            ChunkType.TAKEOVER,
            new FieldWriter()
                .number(vm.host())
                .number(vm.incarnation())
                .number(other.host())
                .number(other.incarnation())
                .number(live.drainedThrough())
                .take());
        return;
      }
    }
  }

  private void look(World world, Vm vm, Pending log, boolean last) {
    if (log.entries.size() >= LOG_CHUNK_BYTES) {
      flush(vm, log);
    }
    @Nullable Replica replica = world.replica(vm.host());
    if (replica == null || !replica.acts() || replica.identity().self() != vm.incarnation()) {
      return;
    }
    boolean due =
        (last && log.markedEntry < log.lastIndex)
            || replica.entries() - log.markedEntry >= MARK_EVERY_ENTRIES
            || replica.count() - log.markedCount >= MARK_EVERY_INSTRUCTIONS;
    boolean behindEntry =
        replica.entries() == log.lastIndex && replica.guest().quickHash() == log.lastQuickHash;
    if (due && behindEntry) {
      mark(vm, log, replica);
    }
  }

  private void mark(Vm vm, Pending log, Replica replica) {
    flush(vm, log);
    StateHash hash = replica.guest().stateHash();
    out.write(
        ChunkType.MARK,
        new FieldWriter()
            .number(vm.host())
            .number(vm.incarnation())
            .number(log.lastIndex)
            .fixed(hash.high(), 8)
            .fixed(hash.low(), 8)
            .take());
    log.markedEntry = log.lastIndex;
    log.markedCount = replica.count();
  }

  private void flush(Vm vm, Pending log) {
    if (log.count > 0) {
      byte[] entries = log.entries.take();
      out.write(
          ChunkType.LOG,
          new FieldWriter()
              .number(vm.host())
              .number(vm.incarnation())
              .number(log.firstIndex)
              .number(log.count)
              .bytes(entries)
              .take());
      log.count = 0;
    }
  }

  /** The run is over. */
  public void end(World world) {
    stepped(world);
    logs.forEach((vm, log) -> look(world, vm, log, true));
    logs.forEach(this::flush);
    FieldWriter end = new FieldWriter().number(logs.size());
    logs.forEach((vm, log) -> end.number(vm.host()).number(vm.incarnation()).number(log.lastIndex));
    out.write(ChunkType.END, end.text(world.traceHash()).take());
  }
}
