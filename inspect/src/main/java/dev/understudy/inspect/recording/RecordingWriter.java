package dev.understudy.inspect.recording;

import dev.understudy.base.FieldWriter;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.CloneSource;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  /** Entries are a million instructions apart at most, so checkpoints are at most ten. */
  private static final long CHECKPOINT_EVERY_INSTRUCTIONS = 8_000_000;

  private final ChunkWriter out;
  private final RecordingSize size = new RecordingSize();
  private final List<HostNote> news = new ArrayList<>();
  private final Map<Vm, Pending> logs = new TreeMap<>();
  private final Map<Integer, Pair> pairs = new TreeMap<>();
  private final Map<Integer, String> names = new TreeMap<>();

  /**
   * What happened in a host in the step under way.
   *
   * @param writing writes it, once it is known which pair that host is of
   */
  private record HostNote(int host, Consumer<Pair> writing) {}

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
    private long checkpointedCount;
    private final CloneSource pages = new CloneSource();
  }

  /** The peer of the incarnation on a host: known even after that is gone. */
  private record Pair(Vm self, long peer) {}

  private RecordingWriter(ChunkWriter out) {
    this.out = out;
  }

  /** Begins a file with what the run depends on. */
  public static RecordingWriter begin(
      Consumer<byte[]> sink,
      Build build,
      Image image,
      Scenario scenario,
      boolean faultTolerant,
      boolean marksEveryEntry) {
    ChunkWriter out = new ChunkWriter(sink);
    RecordingWriter writer = new RecordingWriter(out);
    writer.write(ChunkType.BUILD, Payloads.build(build));
    writer.write(ChunkType.IMAGE, ImageFile.encode(image));
    writer.write(ChunkType.SCENARIO, new FieldWriter().text(scenario.toTomlInFull()).take());
    writer.write(ChunkType.OPTIONS, Payloads.options(faultTolerant, marksEveryEntry));
    return writer;
  }

  /**
   * Writes what a reader takes.
   *
   * @throws RecordingFullException if it would take no more
   */
  private void write(ChunkType type, byte[] payload) {
    size.add(1, type == ChunkType.CHECKPOINT ? 0 : payload.length);
    if (size.isTooLarge()) {
      throw new RecordingFullException(
          "what was logged takes more than " + RecordingSize.limit() + ", expected a shorter run");
    }
    out.write(type, payload);
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    note.match(new Keeping(nowNs, host));
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
    lookWhoIsWho(world);
    for (HostNote one : news) {
      Pair pair = Objects.requireNonNull(pairs.get(one.host()), "a host that never ran");
      one.writing().accept(pair);
    }
    news.clear();
    logs.forEach((vm, log) -> look(world, vm, log, false));
  }

  /** Keeps what goes into the file, until the step is over and it is known who is who. */
  private final class Keeping implements NoteListener {
    private final long atNs;
    private final int host;

    Keeping(long atNs, int host) {
      this.atNs = atNs;
      this.host = host;
    }

    @Override
    public Boolean appended(Note.Appended appended) {
      return news.add(new HostNote(host, pair -> append(pair.self(), atNs, appended)));
    }

    @Override
    public Boolean wentLive(Note.WentLive live) {
      return news.add(new HostNote(host, pair -> tookOver(pair, live.drainedThrough())));
    }
  }

  private void lookWhoIsWho(World world) {
    for (int host = 0; host < world.hostCount(); host++) {
      @Nullable Replica replica = world.replica(host);
      if (replica != null) {
        Vm self = new Vm(host, replica.identity().self());
        pairs.put(host, new Pair(self, replica.identity().peer()));
        names.put(host, world.nameOf(host));
      }
    }
  }

  /**
   * What is pending of a log; if this is its beginning, a host that is not called by its number is
   * named.
   */
  private Pending log(Vm vm) {
    @Nullable Pending known = logs.get(vm);
    if (known != null) {
      return known;
    }
    String name = names.getOrDefault(vm.host(), vm.text());
    if (!name.equals(vm.text())) {
      write(ChunkType.NAME, Payloads.name(vm, name));
    }
    Pending log = new Pending();
    logs.put(vm, log);
    return log;
  }

  private void append(Vm vm, long atNs, Note.Appended appended) {
    Pending log = log(vm);
    if (log.count == 0) {
      log.firstIndex = appended.index();
      log.atNs = 0;
    }
    byte[] encoded = appended.encoded();
    long hash = appended.quickHash();
    Payloads.entry(log.entries, encoded, atNs - log.atNs, fold(hash));
    log.atNs = atNs;
    log.lastIndex = appended.index();
    log.lastQuickHash = hash;
    log.count++;
  }

  static int fold(long quickHash) {
    return (int) (quickHash ^ (quickHash >>> 32));
  }

  /** Without a log of its peer it followed nobody, and its own log begins with the boot. */
  private void tookOver(Pair pair, long drainedThrough) {
    Optional<Vm> followed =
        logs.keySet().stream().filter(vm -> vm.incarnation() == pair.peer()).findFirst();
    if (followed.isEmpty()) {
      return;
    }
    logs.forEach(this::flush);
    Pending log = log(pair.self());
    log.lastIndex = drainedThrough;
    write(ChunkType.TAKEOVER, Payloads.takeover(pair.self(), followed.get(), drainedThrough));
  }

  private void look(World world, Vm vm, Pending log, boolean last) {
    if (log.entries.size() >= LOG_CHUNK_BYTES) {
      flush(vm, log);
    }
    @Nullable Replica replica = world.replica(vm.host());
    if (replica == null || !replica.runsLive() || replica.identity().self() != vm.incarnation()) {
      return;
    }
    boolean due =
        (last && log.markedEntry < log.lastIndex)
            || replica.entries() - log.markedEntry >= MARK_EVERY_ENTRIES
            || replica.count() - log.markedCount >= MARK_EVERY_INSTRUCTIONS;
    boolean behindEntry =
        replica.entries() == log.lastIndex && replica.guest().quickHash() == log.lastQuickHash;
    if (!behindEntry) {
      return;
    }
    if (replica.count() - log.checkpointedCount >= CHECKPOINT_EVERY_INSTRUCTIONS
        && !replica.guest().ended()) {
      replica.recorder().ifPresent(recorder -> checkpoint(vm, log, recorder));
    } else if (due) {
      mark(vm, log, replica);
    }
  }

  private void checkpoint(Vm vm, Pending log, Recorder recorder) {
    flush(vm, log);
    List<byte[]> pieces = new ArrayList<>();
    CloneSource.Round round;
    do {
      round = log.pages.next(recorder, Long.MAX_VALUE);
      pieces.addAll(round.pieces());
    } while (!round.last());
    StateHash hash = recorder.guest().stateHash();
    write(ChunkType.CHECKPOINT, Payloads.checkpoint(vm, log.lastIndex, hash, pieces));
    log.markedEntry = log.lastIndex;
    log.markedCount = recorder.count();
    log.checkpointedCount = recorder.count();
  }

  private void mark(Vm vm, Pending log, Replica replica) {
    flush(vm, log);
    StateHash hash = replica.guest().stateHash();
    write(ChunkType.MARK, Payloads.mark(vm, log.lastIndex, hash));
    log.markedEntry = log.lastIndex;
    log.markedCount = replica.count();
  }

  private void flush(Vm vm, Pending log) {
    if (log.count > 0) {
      size.add(log.count, 0);
      byte[] entries = log.entries.take();
      write(ChunkType.LOG, Payloads.log(vm, log.firstIndex, log.count, entries));
      log.count = 0;
    }
  }

  /** The run is over. */
  public void end(World world) {
    stepped(world);
    logs.forEach((vm, log) -> look(world, vm, log, true));
    logs.forEach(this::flush);
    TreeMap<Vm, Long> lastEntries = new TreeMap<>();
    logs.forEach((vm, log) -> lastEntries.put(vm, log.lastIndex));
    write(ChunkType.END, Payloads.end(lastEntries, world.traceHash()));
  }
}
