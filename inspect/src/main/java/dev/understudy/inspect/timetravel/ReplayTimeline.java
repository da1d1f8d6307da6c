package dev.understudy.inspect.timetravel;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run in which a cursor moves forwards and backwards. It is run through once, from its setup,
 * which lays checkpoints and an index of what happened; after that the cursor can be moved to any
 * position.
 *
 * <p>At a {@link ReplayPosition} everything before it has happened and nothing after it, on all
 * hosts alike, however the world was brought there.
 */
public final class ReplayTimeline {
  /** The farthest that two checkpoints lie apart, in instructions of one host. */
  static final long APART_INSTRUCTIONS = 10_000_000;

  private static final long LOOKS_PER_CHECKPOINT = 8;
  private static final long APART_STEPS = 20_000;

  /** A stretch in which something was noticed is cut into so many parts. */
  private static final int PARTS = 8;

  /** Within this many ns of its goal the cursor moves on by one step of the world at a time. */
  static final long NEAR = 2_000;

  private static final long FEMTOSECONDS_PER_NANOSECOND = 1_000_000;

  private final FastScan scan;
  private final long apartNs;
  private final WorldCheckpoints checkpoints = new WorldCheckpoints();
  private final ImmutableList<IndexedEvent> events;
  private final long endNs;
  private final ImmutableList<String> names;
  private World world;
  private ReplayPosition position = ReplayPosition.after(0);

  /** The host whose instruction was the last thing that happened; -1 if it was something else. */
  private int moved = -1;

  private ReplayTimeline(Setup given, MemoryPool pool, RecordedTrace expected)
      throws RunDiffersException {
    scan = new FastScan(given.engines());
    Setup setup = given.withEngines(scan.engines());
    apartNs = apartNs(setup);
    EventIndexer indexer = new EventIndexer();
    List<IndexedEvent> index = new ArrayList<>();
    World first = new World(setup, pool, List.of(indexer));
    indexer.setListener(
        (event, logged) -> {
          index.add(event);
          if (logged != null) {
            expected.logged(first, event, logged);
          }
        });
    runThrough(first, expected);
    endNs = first.nowNs();
    names =
        IntStream.range(0, first.hostCount())
            .mapToObj(first::nameOf)
            .collect(ImmutableList.toImmutableList());
    index.sort(null);
    events = ImmutableList.copyOf(index);
    first.park();
    world = checkpoints.before(0).getValue().fork();
  }

  /**
   * Runs a setup through.
   *
   * @param expected what a recording says about it
   * @throws RunDiffersException if the run is another than the one expected
   */
  public static ReplayTimeline through(Setup setup, MemoryPool pool, RecordedTrace expected)
      throws RunDiffersException {
    return new ReplayTimeline(setup, pool, expected);
  }

  /** How long the fastest host takes from one checkpoint to the next. */
  private static long apartNs(Setup setup) {
    long fastest =
        setup.hosts().stream()
            .mapToLong(host -> host.femtosecondsPerInstruction())
            .min()
            .orElseThrow();
    return Math.max(NEAR, APART_INSTRUCTIONS / 10 * fastest / (FEMTOSECONDS_PER_NANOSECOND / 10));
  }

  private void runThrough(World first, RecordedTrace expected) throws RunDiffersException {
    long lookNs = Math.max(1, apartNs / LOOKS_PER_CHECKPOINT);
    runTo(first, 0);
    checkpoints.lay(0, first.fork());
    long[] laidAt = counts(first);
    long laidSteps = first.steps();
    long atNs = 0;
    while (!first.isOver() && first.nextNs() <= first.setup().deadlineNs()) {
      atNs = Math.max(atNs, Math.min(atNs + lookNs, first.setup().deadlineNs()));
      atNs = Math.max(atNs, first.nextNs());
      while (!first.isOver() && first.stepUntil(atNs)) {
        // The world's step does all the work.
      }
      expected.check();
      if (!first.isOver() && isFar(laidAt, counts(first), first.steps() - laidSteps)) {
        checkpoints.lay(atNs, first.fork());
        laidAt = counts(first);
        laidSteps = first.steps();
      }
    }
    expected.ended(first);
  }

  private static boolean isFar(long[] from, long[] to, long steps) {
    boolean far = steps > APART_STEPS;
    for (int host = 0; host < Math.min(from.length, to.length); host++) {
      far |= to[host] - from[host] >= APART_INSTRUCTIONS * 3 / 4;
    }
    return far;
  }

  private static long[] counts(World at) {
    long[] counts = new long[at.hostCount()];
    for (int host = 0; host < counts.length; host++) {
      counts[host] = count(at, host);
    }
    return counts;
  }

  private static long count(World at, int host) {
    @Nullable Replica replica = host < at.hostCount() ? at.replica(host) : null;
    return replica == null || !replica.hasGuest() ? -1 : replica.count();
  }

  private static void runTo(World at, long timeNs) {
    at.stopEvery(Long.MAX_VALUE);
    while (at.stepUntil(timeNs)) {
      // The world's step does all the work.
    }
  }

  // ---- where the cursor is

  /** The world at the cursor: to be looked at, not to be run. */
  public World world() {
    return world;
  }

  public ReplayPosition position() {
    return position;
  }

  /** When the run ends. */
  public long endNs() {
    return endNs;
  }

  /** What a host is called, be it that it has not started yet. */
  public String nameOf(int host) {
    return names.get(host);
  }

  /** Everything that can be gone to, in order. */
  public ImmutableList<IndexedEvent> events() {
    return events;
  }

  /** How many worlds are kept. */
  public int checkpoints() {
    return checkpoints.size();
  }

  /** A copy of the world at the cursor, to compare with later. */
  public World keep() {
    return world.fork();
  }

  /** Instructions that a host's guest has retired; -1 for a host that is down or has none yet. */
  public long count(int host) {
    return count(world, host);
  }

  // ---- going somewhere

  public void toBeginning() {
    arrive(checkpoints.before(0).getValue().fork(), ReplayPosition.after(0));
  }

  public void toEnd() {
    toPosition(ReplayPosition.after(endNs));
  }

  /** Moves the cursor right behind everything that happens at a time. */
  public void toTime(long timeNs) {
    toPosition(ReplayPosition.after(Math.max(0, Math.min(timeNs, endNs))));
  }

  /**
   * Moves the cursor to a position at which it has been, or {@link ReplayPosition#after} a time.
   */
  public void toPosition(ReplayPosition target) {
    if (target.ordinal() == ReplayPosition.ALL) {
      World at = approach(target.timeNs());
      arrive(at, target);
      return;
    }
    arrive(approach(target.timeNs() - 1), ReplayPosition.after(target.timeNs() - 1));
    for (long i = 0; i < target.ordinal(); i++) {
      advance();
    }
  }

  /** A world at a time, from the last checkpoint before; on the way there more are laid. */
  private World approach(long timeNs) {
    Map.Entry<Long, World> base = checkpoints.before(timeNs);
    World at = base.getValue().fork();
    long atNs = base.getKey();
    while (timeNs - atNs > NEAR) {
      atNs += (timeNs - atNs) / 2;
      runTo(at, atNs);
      checkpoints.layNear(atNs, at.fork());
    }
    runTo(at, timeNs);
    return at;
  }

  private void arrive(World at, ReplayPosition newPosition) {
    world.park();
    world = at;
    world.stopEvery(1);
    position = newPosition;
    moved = -1;
  }

  /**
   * Moves the cursor to where a host's guest has just retired this many instructions; false if it
   * never does.
   */
  public boolean toCount(int host, long count) {
    if (count <= 0) {
      toBeginning();
      return count == 0;
    }
    Optional<Map.Entry<Long, World>> base =
        checkpoints.last(at -> count(at, host) >= 0 && count(at, host) < count);
    long atNs = base.isPresent() ? base.get().getKey() : installedNs(host);
    World at = base.isPresent() ? base.get().getValue().fork() : approach(atNs);
    if (count(at, host) > count) {
      at.park();
      return false; // That was elsewhere: here it was cloned to.
    }
    long part = 2;
    while (count - count(at, host) > NEAR) {
      long dueNs = Math.min(at.timeOf(host, count), endNs + NEAR);
      if (at.timeOf(host, count) == Long.MAX_VALUE) {
        dueNs = at.nextNs(); // It waits for something.
      }
      if (at.nextNs() > endNs || count(at, host) < 0) {
        break;
      }
      boolean waits = at.timeOf(host, count) == Long.MAX_VALUE;
      long nextNs = waits ? dueNs : Math.max(atNs + 1, atNs + (dueNs - atNs) / part);
      World before = at.fork();
      runTo(at, nextNs);
      if (count(at, host) >= count) {
        at.park();
        at = before; // Its speed has changed for the better meanwhile.
        part *= 2;
      } else {
        if (!waits) {
          checkpoints.layNear(atNs, before);
        }
        atNs = nextNs;
        part = 2;
      }
    }
    arrive(at, ReplayPosition.after(atNs));
    while (count(host) >= 0 && count(host) < count) {
      if (!advance()) {
        return false;
      }
    }
    return count(host) == count;
  }

  /** When a host got its guest; the first two had it from the beginning. */
  private long installedNs(int host) {
    return events.stream()
        .filter(one -> one.actor() == host && one.name().equals("installed"))
        .mapToLong(IndexedEvent::timeNs)
        .findFirst()
        .orElse(0);
  }

  /** Moves the cursor right behind an event. */
  public void to(IndexedEvent event) {
    long beforeNs = event.timeNs() - 1;
    if (beforeNs < 0) {
      toBeginning();
      return;
    }
    arrive(approach(beforeNs), ReplayPosition.after(beforeNs));
    while (!hasHappened(event) && advance()) {
      // The world's step does all the work.
    }
  }

  /** Whether something has happened at the cursor. */
  public boolean hasHappened(IndexedEvent event) {
    return world.watcher(EventIndexer.class).countOf(event.actor()) >= event.number();
  }

  /** Moves the cursor behind the next thing that happens; false at the end. */
  public boolean advance() {
    long nextNs = world.nextNs();
    if (nextNs > endNs) {
      return false;
    }
    int host = world.nextHost();
    long before = host < 0 ? 0 : count(host);
    world.stepUntil(nextNs);
    moved = host >= 0 && count(host) > before ? host : -1;
    position = position.behind(nextNs);
    return true;
  }

  /** The host whose guest has just retired an instruction; -1 if something else happened. */
  public int moved() {
    return moved;
  }

  /** A host's guest retires one more instruction; false if it never does. */
  public boolean step(int host) {
    long count = count(host);
    if (count < 0) {
      return false;
    }
    while (count(host) == count) {
      if (!advance()) {
        return false;
      }
    }
    return count(host) > count;
  }

  /**
   * To where a host's guest has just retired the instruction before; or, if things have happened
   * since it retired one, to there. False at the beginning.
   */
  public boolean stepBack(int host) {
    long count = count(host);
    if (count < 0) {
      return false;
    }
    ReplayPosition from = position;
    boolean justRetired = moved == host;
    if (!justRetired && count > 0) {
      toCount(host, count);
      if (position.compareTo(from) < 0) {
        return true;
      }
    }
    if (count == 0) {
      boolean was = position.compareTo(ReplayPosition.after(0)) > 0;
      toBeginning();
      return was;
    }
    return toCount(host, count - 1);
  }

  /**
   * Moves the cursor on as long as none of the conditions is met, but not beyond a time. One may be
   * met within {@link #NEAR} behind the cursor.
   */
  void pass(List<StopCondition.OfGuest> conditions, long untilNs, BooleanSupplier givesUp) {
    World at = world.fork();
    ReplayPosition from = position;
    long atNs = position.timeNs();
    long lengthNs = NEAR;
    long sprungNs = 0;
    while (atNs < untilNs && !givesUp.getAsBoolean()) {
      World before = at.fork();
      long toNs = Math.min(untilNs, atNs + lengthNs);
      if (!scan.runs(at, toNs, conditions)) {
        atNs = toNs;
        from = ReplayPosition.after(toNs);
        lengthNs = atNs < sprungNs ? lengthNs : Math.min(lengthNs * 4, apartNs);
      } else {
        at.park();
        at = before;
        if (toNs - atNs <= NEAR) {
          break;
        }
        sprungNs = toNs;
        lengthNs = Math.max(NEAR, (toNs - atNs) / PARTS);
      }
    }
    arrive(at, from);
  }

  /** A stretch of the run, beginning with a world. */
  record Stretch(World begin, long fromNs, long untilNs) {}

  /** The stretch that begins with the checkpoint of this time. */
  Stretch stretch(long fromNs, long untilNs) {
    return new Stretch(checkpoints.before(fromNs).getValue(), fromNs, untilNs);
  }

  /** The parts of a stretch in which one of the conditions may be met, in order. */
  List<Stretch> met(Stretch whole, List<StopCondition.OfGuest> conditions) {
    long partNs = Math.max(NEAR, (whole.untilNs() - whole.fromNs()) / PARTS + 1);
    List<Stretch> parts = new ArrayList<>();
    World at = whole.begin().fork();
    for (long fromNs = whole.fromNs(); fromNs < whole.untilNs(); fromNs += partNs) {
      World begin = at.fork();
      long untilNs = Math.min(whole.untilNs(), fromNs + partNs);
      if (scan.runs(at, untilNs, conditions)) {
        parts.add(new Stretch(begin, fromNs, untilNs));
      }
    }
    at.park();
    return parts;
  }

  /** Moves the cursor to where a stretch begins. */
  void enter(Stretch stretch) {
    arrive(stretch.begin().fork(), ReplayPosition.after(stretch.fromNs()));
  }

  /** When the next thing happens. */
  long nextNs() {
    return world.nextNs();
  }

  /** The most instructions of a host between two checkpoints, or behind the last. */
  long gapMax(int host) {
    long most = 0;
    long above = count(host);
    for (long timeNs : checkpoints.backwards()) {
      long count = count(checkpoints.before(timeNs).getValue(), host);
      most = Math.max(most, above - count);
      above = count;
    }
    return most;
  }

  /** The times of all checkpoints before the cursor, the latest first. */
  List<Long> waypoints() {
    return checkpoints.backwards().stream().filter(timeNs -> timeNs < position.timeNs()).toList();
  }
}
