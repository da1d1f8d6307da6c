package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.inspect.recording.Recording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy log}. */
@Command(
    name = "log",
    addMethodSubcommands = false,
    description = {
      "Print the log entries of a recording: which machine logged it, its index, the virtual time,"
          + " the instruction at which it applies, and what it says."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy log bank.rec | less",
      "  understudy log bank.rec --kind disk-completed --from 100 --through 200",
      "  understudy log bank.rec --stats"
    })
final class LogCommand extends CommonOptions {
  @Parameters(paramLabel = "FILE", description = "A recording that 'run --record' wrote.")
  private String file = "";

  @Option(names = "--kind", paramLabel = "KIND", description = "Only entries of this type.")
  private @Nullable String kind;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only what this host logged: host-1 ...")
  private @Nullable String host;

  @Option(names = "--from", paramLabel = "N", description = "Only entries from this index on.")
  private long from = 1;

  @Option(names = "--through", paramLabel = "N", description = "Only entries up to this index.")
  private long through = Long.MAX_VALUE;

  @Option(
      names = "--stats",
      description = "Print how many entries and bytes there are of each type.")
  private boolean stats;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  private final Streams streams;
  private final Map<Entry.Type, Tally> tallies = new TreeMap<>();

  /** How many entries of one type there are. */
  private static final class Tally {
    private long entries;
    private long bytes;
  }

  LogCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    checkKind();
    Recording recording = RecordFile.read(file);
    if (host != null
        && recording.logs().keySet().stream().noneMatch(vm -> recording.name(vm).equals(host))) {
      throw new BadInputException(
          "understudy log: '"
              + host
              + "' logged nothing, expected "
              + String.join(
                  ", ", recording.logs().keySet().stream().map(recording::name).toList()));
    }
    recording.logs().keySet().forEach(vm -> print(recording, vm));
    if (stats) {
      printStats();
    }
    if (!recording.isWhole()) {
      streams.message(
          file + ": byte " + recording.length() + ": the recording breaks off without an end");
    }
  }

  private void checkKind() {
    List<String> kinds = Arrays.stream(Entry.Type.values()).map(Entry.Type::text).toList();
    if (kind != null && !kinds.contains(kind)) {
      String hint = Hint.of(kind, kinds);
      throw new BadInputException(
          "understudy log: there is no entry type '"
              + kind
              + "'"
              + (hint.isEmpty() ? ", expected " + String.join(", ", kinds) : hint));
    }
  }

  /** Decodes a machine's whole log, since entries say only what the ones before don't foretell. */
  private void print(Recording recording, Recording.Vm vm) {
    String name = recording.name(vm);
    if (host != null && !name.equals(host)) {
      return;
    }
    Recording.@Nullable Log log = recording.logs().get(vm);
    long firstOwn = log == null || log.takeover() == null ? 1 : log.takeover().through() + 1;
    EntryDecoder decoder = new EntryDecoder();
    for (Recording.Entry logged : recording.log(vm).entries()) {
      Entry entry;
      try {
        entry = decoder.decode(logged.encoded());
      } catch (EntryRefusedException e) {
        throw new BadInputException(file + ": log of " + name + ": " + e.getMessage());
      }
      if (logged.index() >= firstOwn) {
        show(name, vm, logged, entry);
      }
    }
  }

  private void show(String name, Recording.Vm vm, Recording.Entry logged, Entry entry) {
    boolean wanted =
        logged.index() >= from
            && logged.index() <= through
            && (kind == null || entry.type().text().equals(kind));
    if (!wanted) {
      return;
    }
    if (stats) {
      Tally tally = tallies.computeIfAbsent(entry.type(), unused -> new Tally());
      tally.entries++;
      tally.bytes += logged.encoded().length;
    } else if (json) {
      streams.line(Json.line(fields(name, vm, logged, entry)));
    } else {
      streams.line(
          name
              + "  "
              + logged.index()
              + "  "
              + ReadableNumbers.instant(logged.atNs())
              + "  #"
              + entry.count()
              + "  "
              + entry.describe());
    }
  }

  private static Map<String, Object> fields(
      String name, Recording.Vm vm, Recording.Entry logged, Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("host", name);
    fields.put("incarnation", vm.incarnation());
    fields.put("index", logged.index());
    fields.put("atNs", logged.atNs());
    fields.put("count", entry.count());
    fields.put("kind", entry.type().text());
    fields.put("bytes", logged.encoded().length);
    fields.put("text", entry.describe());
    return fields;
  }

  private void printStats() {
    TextTable table = new TextTable();
    tallies.forEach(
        (type, tally) -> {
          if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kind", type.text());
            fields.put("entries", tally.entries);
            fields.put("bytes", tally.bytes);
            streams.line(Json.line(fields));
          } else {
            table.row(
                type.text(),
                ReadableNumbers.number(tally.entries),
                ReadableNumbers.count(tally.bytes, "byte"));
          }
        });
    table.lines("").forEach(streams::line);
  }
}
