package dev.understudy.inspect.recording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.inspect.recording.Recording.Entry;
import dev.understudy.inspect.recording.Recording.Log;
import dev.understudy.inspect.recording.Recording.Mark;
import dev.understudy.inspect.recording.Recording.Takeover;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.image.ImageRefusedException;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes to a {@link Recording}. */
public final class RecordingReader {
  private static final int MOST_HOSTS = 1 << 16;

  /** Far more than any scenario has; each is run again from the start. */
  private static final int MOST_MACHINES = 256;

  private static final int LONGEST_NAME = 64;

  private final Map<Vm, LogBuilder> builders = new TreeMap<>();
  private final TreeMap<Vm, String> names = new TreeMap<>();
  private @Nullable Build build;
  private @Nullable Image image;
  private @Nullable Scenario scenario;
  private boolean hasOptions;
  private boolean faultTolerant;
  private boolean marksEveryEntry;
  private String traceHash = "";
  private final RecordingSize size = new RecordingSize();

  /** A log in the making. */
  private static final class LogBuilder {
    private @Nullable Takeover takeover;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    long last() {
      if (!entries.isEmpty()) {
        return entries.get(entries.size() - 1).index();
      }
      return takeover == null ? 0 : takeover.through();
    }

    Log log() {
      return new Log(
          takeover,
          ImmutableList.copyOf(entries),
          ImmutableList.copyOf(marks),
          ImmutableList.copyOf(checkpoints));
    }
  }

  private RecordingReader() {}

  /** Whether a file that begins like this claims to be a recording. */
  public static boolean isRecording(byte[] beginning) {
    return ChunkWriter.hasMagic(beginning);
  }

  /**
   * Reads a whole file, or the readable prefix of one that was cut short: {@link Recording#isWhole}
   * tells.
   *
   * @throws RecordingRefusedException if it is damaged, foreign or of another version
   */
  public static Recording read(byte[] file) throws RecordingRefusedException {
    return new RecordingReader().all(file);
  }

  private Recording all(byte[] file) throws RecordingRefusedException {
    ChunkReader in = new ChunkReader(file);
    List<StoredChunk> chunks = new ArrayList<>();
    boolean ended = false;
    StoredChunk chunk;
    // Damage anywhere is found before anything is made of what stands before it.
    while (!ended && (chunk = in.next()) != null) {
      chunks.add(chunk);
      ended = chunk.type() == ChunkType.END;
    }
    for (StoredChunk one : chunks) {
      take(one);
    }
    if (!traceHash.isEmpty() && in.remaining() > 0) {
      throw new RecordingRefusedException(
          in.position(), in.remaining() + " bytes behind the end chunk");
    }
    if (build == null || image == null || scenario == null || !hasOptions) {
      throw new RecordingRefusedException(
          in.position(), "the file ends before build, image, scenario and options");
    }
    ImmutableSortedMap.Builder<Vm, Log> logs = ImmutableSortedMap.naturalOrder();
    builders.forEach((vm, builder) -> logs.put(vm, builder.log()));
    return new Recording(
        build,
        image,
        scenario,
        faultTolerant,
        marksEveryEntry,
        logs.build(),
        ImmutableSortedMap.copyOf(names),
        traceHash,
        in.position());
  }

  private void take(StoredChunk stored) throws RecordingRefusedException {
    count(stored);
    ChunkFields in = new ChunkFields(stored.inflated());
    switch (stored.type()) {
      case BUILD -> build = once(build, new Build(in.text(), in.text()), in);
      case IMAGE -> image = once(image, readImage(in), in);
      case SCENARIO -> scenario = once(scenario, readScenario(in), in);
      case OPTIONS -> readOptions(in);
      case TAKEOVER -> readTakeover(in);
      case NAME -> readName(in);
      case LOG -> readLog(in);
      case MARK -> readMark(in);
      case CHECKPOINT -> readCheckpoint(stored, in);
      case END -> readEnd(in);
    }
    in.expectEnd();
  }

  /** Before anything is made of it. A checkpoint is looked at, and not kept. */
  private void count(StoredChunk stored) throws RecordingRefusedException {
    boolean keeps = stored.type() != ChunkType.CHECKPOINT;
    size.add(1, keeps ? stored.length() : 0);
    if (size.isTooLarge() || stored.length() > RecordingSize.MOST_BYTES) {
      throw new RecordingRefusedException(stored.offset(), tooLarge());
    }
    if (stored.type() == ChunkType.SCENARIO
        && stored.length() > RecordingSize.MOST_SCENARIO_BYTES) {
      throw new RecordingRefusedException(
          stored.offset(),
          "a scenario of "
              + stored.length()
              + " bytes, expected at most "
              + RecordingSize.MOST_SCENARIO_BYTES);
    }
  }

  private static String tooLarge() {
    return "the file takes more than " + RecordingSize.limit();
  }

  private static <T> T once(@Nullable T before, T value, ChunkFields in)
      throws RecordingRefusedException {
    if (before != null) {
      throw in.refuse("there was one before");
    }
    return value;
  }

  private static Image readImage(ChunkFields in) throws RecordingRefusedException {
    try {
      return ImageFile.decode(in.bytes(in.remaining()));
    } catch (ImageRefusedException e) {
      throw in.refuse(String.valueOf(e.getMessage()));
    }
  }

  private static Scenario readScenario(ChunkFields in) throws RecordingRefusedException {
    Scenario.Parsed parsed = Scenario.parse("recording.toml", in.text());
    if (parsed.scenario().isEmpty()) {
      throw in.refuse(parsed.problems().get(0).text().strip().replace("\n", " "));
    }
    return parsed.scenario().get();
  }

  private void readOptions(ChunkFields in) throws RecordingRefusedException {
    if (hasOptions) {
      throw in.refuse("there was one before");
    }
    hasOptions = true;
    faultTolerant = flag(in);
    marksEveryEntry = flag(in);
  }

  private static boolean flag(ChunkFields in) throws RecordingRefusedException {
    int value = in.octet();
    if (value > 1) {
      throw in.refuse("a flag of " + value);
    }
    return value == 1;
  }

  static Vm vm(ChunkFields in) throws RecordingRefusedException {
    return new Vm(in.count("a host", MOST_HOSTS), in.varint());
  }

  private void readTakeover(ChunkFields in) throws RecordingRefusedException {
    Vm vm = vm(in);
    Vm from = vm(in);
    long through = in.varint();
    LogBuilder followed = builders.get(from);
    // Only logs that stand before it can be followed: so there is no circle.
    if (followed == null || builders.containsKey(vm)) {
      throw in.refuse("the log of " + vm.text() + " can't continue that of " + from.text());
    }
    if (through < 0 || through > followed.last()) {
      throw in.refuse("entry " + through + " of a log that ends with entry " + followed.last());
    }
    LogBuilder builder = builder(vm, in);
    builder.takeover = new Takeover(from, through);
  }

  private LogBuilder builder(Vm vm, ChunkFields in) throws RecordingRefusedException {
    LogBuilder builder = builders.computeIfAbsent(vm, unused -> new LogBuilder());
    if (builders.size() > MOST_MACHINES) {
      throw in.refuse("more than " + MOST_MACHINES + " machines");
    }
    return builder;
  }

  private void readName(ChunkFields in) throws RecordingRefusedException {
    Vm vm = vm(in);
    String name = in.text();
    if (!name.matches("[A-Za-z0-9._-]{1," + LONGEST_NAME + "}")) {
      throw in.refuse("a name of " + name.length() + " characters that no host has");
    }
    if (names.containsKey(vm) || names.containsValue(name) || names.size() == MOST_MACHINES) {
      throw in.refuse("a name too many: '" + name + "'");
    }
    names.put(vm, name);
  }

  private void readLog(ChunkFields in) throws RecordingRefusedException {
    Vm vm = vm(in);
    LogBuilder builder = builder(vm, in);
    long index = in.varint();
    int count = in.count("the number of entries", in.remaining());
    size.add(count, 0);
    if (size.isTooLarge()) {
      throw in.refuse(tooLarge());
    }
    long atNs = 0;
    for (int i = 0; i < count; i++) {
      byte[] encoded = in.bytes(in.count("the length of an entry", in.remaining()));
      if (encoded.length == 0) {
        throw in.refuse("an entry of no bytes");
      }
      atNs += in.signed();
      builder.entries.add(new Entry(index + i, encoded, atNs, (int) in.fixed(4)));
    }
  }

  private void readMark(ChunkFields in) throws RecordingRefusedException {
    Vm vm = vm(in);
    LogBuilder builder = builders.get(vm);
    if (builder == null) {
      throw in.refuse("a mark in a log that has no entries");
    }
    long entry = in.varint();
    builder.marks.add(new Mark(entry, new StateHash(in.fixed(8), in.fixed(8))));
  }

  private void readCheckpoint(StoredChunk stored, ChunkFields in) throws RecordingRefusedException {
    Checkpoint checkpoint = Checkpoint.of(stored, in);
    LogBuilder builder = builders.get(checkpoint.vm());
    if (builder == null) {
      throw in.refuse("a checkpoint in a log that has no entries");
    }
    builder.checkpoints.add(checkpoint);
  }

  private void readEnd(ChunkFields in) throws RecordingRefusedException {
    int count = in.count("the number of logs", builders.size());
    if (count != builders.size()) {
      throw in.refuse("it names " + count + " logs, the file has " + builders.size());
    }
    for (int i = 0; i < count; i++) {
      Vm vm = vm(in);
      long last = in.varint();
      LogBuilder builder = builders.get(vm);
      if (builder == null || builder.last() != last) {
        throw in.refuse("the log of " + vm.text() + " does not end with entry " + last);
      }
    }
    traceHash = in.text();
    if (traceHash.isEmpty()) {
      throw in.refuse("no trace hash");
    }
  }
}
