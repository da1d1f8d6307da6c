package dev.understudy.disk;

import static dev.understudy.disk.DiskScript.read;
import static dev.understudy.disk.DiskScript.renew;
import static dev.understudy.disk.DiskScript.testAndSet;
import static dev.understudy.disk.DiskScript.write;

import dev.understudy.base.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reply to every kind of request in every state of its caller, found out by asking a disk. The
 * caller is always {@link #CALLER}.
 */
final class ReplyTable {
  private static final long CALLER = 7;
  private static final long OTHER = 8;
  private static final long THIRD = 9;
  private static final long FRESH = 10;
  private static final int BLOCKS = 100;

  /** What a row asks for, given the disk; empty if that state has no such thing. */
  private interface Row extends Function<SharedDisk, Optional<DiskRequest>> {}

  private final Map<String, SharedDisk> states = new LinkedHashMap<>();
  private final Map<String, Row> rows = new LinkedHashMap<>();

  ReplyTable() {
    addStates();
    addIoRows();
    addTestAndSetRows();
    addRenewRows();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("| request |");
    states.keySet().forEach(state -> text.append(' ').append(state).append(" |"));
    text.append("\n|---|").append("---|".repeat(states.size())).append('\n');
    rows.forEach(
        (name, row) -> {
          text.append("| ").append(name).append(" |");
          states.values().forEach(disk -> text.append(cell(row, disk.fork())));
          text.append('\n');
        });
    return text.toString();
  }

  private static String cell(Row row, SharedDisk disk) {
    Optional<DiskRequest> request = row.apply(disk);
    if (request.isEmpty()) {
      return " – |";
    }
    String before = mark(disk);
    String reply = disk.apply(request.get()).match(new InShort());
    return before.equals(mark(disk)) ? " " + reply + " |" : " **" + reply + "** |";
  }

  /** Changes when a block does, or an owner, or the number of generations. */
  private static String mark(SharedDisk disk) {
    return disk.contentDigest()
        + " "
        + disk.generations().size()
        + " "
        + disk.newestGeneration().owner();
  }

  private void addStates() {
    states.put("foreign", SharedDisk.create(BLOCKS, OTHER, THIRD));
    states.put("primary, unset", wrote(SharedDisk.create(BLOCKS, CALLER, OTHER)));
    states.put("backup, unset", SharedDisk.create(BLOCKS, OTHER, CALLER));

    SharedDisk owner = wrote(SharedDisk.create(BLOCKS, CALLER, OTHER));
    owner.apply(testAndSet(CALLER, OTHER, 0));
    states.put("owner", owner);

    SharedDisk loser = wrote(SharedDisk.create(BLOCKS, CALLER, OTHER));
    loser.apply(testAndSet(OTHER, CALLER, 0));
    states.put("loser", loser);

    SharedDisk renewed = owner.fork();
    renewed.apply(renew(CALLER, 0, THIRD));
    states.put("owner, renewed", renewed);

    SharedDisk told = loser.fork();
    told.apply(testAndSet(CALLER, OTHER, 0));
    told.apply(renew(OTHER, 0, THIRD));
    states.put("loser, renewed", told);

    SharedDisk leftOut = SharedDisk.create(BLOCKS, OTHER, CALLER);
    leftOut.apply(renew(OTHER, 0, THIRD));
    states.put("left out", leftOut);
  }

  private static SharedDisk wrote(SharedDisk disk) {
    disk.apply(write(CALLER, 1, 1, 1));
    disk.apply(write(CALLER, 70, 0, 1));
    disk.apply(write(CALLER, 70 + 1, 2, 1));
    return disk;
  }

  private void addIoRows() {
    always("read", read(CALLER, 80, 0, 2));
    always("read, sequence below 1", read(CALLER, 0, 0, 2));
    always("read of no block, or too many", read(CALLER, 80, 0, 0));
    always("read beyond the end", read(CALLER, 80, BLOCKS - 1, 2));
    always("write", write(CALLER, 80, 0, 2));
    always("write, a copy of one applied", write(CALLER, 70, 0, 3));
    always("write, 64 or more behind the highest", write(CALLER, 1, 1, 3));
    always("write, after its successor on a block", write(CALLER, 69, 0, 3));
    always("write, sequence below 1", write(CALLER, 0, 0, 2));
    always(
        "write of half a block, or too many",
        new DiskRequest.Write(CALLER, 80, 0, Bytes.zeros(256)));
    always("write beyond the end", write(CALLER, 80, BLOCKS - 1, 2, 2));
  }

  private void addTestAndSetRows() {
    row("test-and-set of the newest generation", disk -> Optional.of(ask(disk.newestGeneration())));
    row(
        "the same, asked again",
        disk -> {
          DiskRequest request = ask(disk.newestGeneration());
          disk.apply(request);
          return Optional.of(request);
        });
    row(
        "test-and-set of an older generation",
        disk ->
            disk.generations().size() == 1
                ? Optional.empty()
                : Optional.of(ask(disk.generations().get(0))));
    row(
        "test-and-set of one not created",
        disk -> Optional.of(testAndSet(CALLER, OTHER, disk.generations().size())));
    row(
        "test-and-set, naming a wrong rival",
        disk -> Optional.of(testAndSet(CALLER, FRESH, disk.newestGeneration().number())));
  }

  private static DiskRequest ask(Generation generation) {
    long rival = generation.primary() == CALLER ? generation.backup() : generation.primary();
    return testAndSet(CALLER, rival, generation.number());
  }

  private void addRenewRows() {
    row("renew of the newest generation", disk -> Optional.of(renewNewest(disk, FRESH)));
    row(
        "the same, asked again",
        disk -> {
          DiskRequest request = renewNewest(disk, FRESH);
          disk.apply(request);
          return Optional.of(request);
        });
    row(
        "asked again with another joiner",
        disk -> {
          DiskRequest request = renewNewest(disk, FRESH + 1);
          disk.apply(renewNewest(disk, FRESH));
          return Optional.of(request);
        });
    row("renew, joined by a fenced host or itself", disk -> Optional.of(renewNewest(disk, CALLER)));
    row(
        "renew of an older generation",
        disk ->
            disk.generations().size() == 1
                ? Optional.empty()
                : Optional.of(renew(CALLER, 0, FRESH)));
    row(
        "renew of one not created",
        disk -> Optional.of(renew(CALLER, disk.generations().size(), FRESH)));
  }

  private static DiskRequest renewNewest(SharedDisk disk, long joiner) {
    return renew(CALLER, disk.newestGeneration().number(), joiner);
  }

  private void always(String name, DiskRequest request) {
    row(name, disk -> Optional.of(request));
  }

  private void row(String name, Row row) {
    String unique = rows.containsKey(name) ? name + " " : name;
    rows.put(unique, row);
  }

  private static final class InShort implements DiskReply.Cases<String> {
    @Override
    public String readDone(DiskReply.ReadDone reply) {
      return "data";
    }

    @Override
    public String writeDone(DiskReply.WriteDone reply) {
      return "done";
    }

    @Override
    public String refused(DiskReply.Refused reply) {
      return reply.reason().toString();
    }

    @Override
    public String testAndSetAnswered(DiskReply.TestAndSetAnswered reply) {
      return reply.outcome().toString();
    }

    @Override
    public String renewAnswered(DiskReply.RenewAnswered reply) {
      return reply.outcome().toString();
    }
  }
}
