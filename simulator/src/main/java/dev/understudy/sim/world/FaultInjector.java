package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.sim.world.FaultExecutor.Strike;
import dev.understudy.sim.world.FaultExecutor.Undoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plan of faults, and how far it has been carried out. */
public final class FaultInjector {

  /**
   * A fault that struck.
   *
   * @param fault the planned one
   * @param atNs virtual time
   * @param whom what it hit, for reports
   */
  public record Struck(Fault fault, long atNs, String whom) {}

  private enum Stage {
    TO_COME,
    STRUCK,
    OVER,
    /** Its time came, and there was nobody whom it could hit: it never strikes. */
    MISSED
  }

  private Plan plan;
  private Stage[] stages;

  /**
   * How to undo what each fault did; null before it strikes, after it was undone, and for a fault
   * that never heals.
   */
  private @Nullable Undoing[] undoings;

  private final List<Struck> struck;

  FaultInjector(ImmutableList<Fault> faults) {
    this.plan = new Plan(faults);
    this.stages = new Stage[faults.size()];
    Arrays.fill(stages, Stage.TO_COME);
    this.undoings = new Undoing[faults.size()];
    this.struck = new ArrayList<>();
  }

  private FaultInjector(FaultInjector other) {
    plan = other.plan;
    stages = other.stages.clone();
    undoings = other.undoings.clone();
    struck = new ArrayList<>(other.struck);
  }

  FaultInjector fork() {
    return new FaultInjector(this);
  }

  /** A fault, by its number in the plan, and what triggers it. */
  private record Waiting<T extends FaultTrigger>(int index, T trigger) {}

  /** The faults, sorted by what triggers them. Forks share it, so it never changes. */
  private static final class Plan {
    final ImmutableList<Fault> faults;
    final List<Waiting<FaultTrigger.AtTime>> atTimes = new ArrayList<>();
    final List<Waiting<FaultTrigger.AtCount>> atCounts = new ArrayList<>();
    final List<Waiting<FaultTrigger.AtPoint>> atPoints = new ArrayList<>();
    final List<Waiting<FaultTrigger.AtHostStep>> atHostSteps = new ArrayList<>();

    Plan(ImmutableList<Fault> faults) {
      this.faults = faults;
      for (int i = 0; i < faults.size(); i++) {
        enter(i, faults.get(i).trigger());
      }
    }

    private boolean enter(int index, FaultTrigger trigger) {
      return trigger.match(
          new FaultTrigger.Cases<Boolean>() {
            @Override
            public Boolean atTime(FaultTrigger.AtTime at) {
              return atTimes.add(new Waiting<>(index, at));
            }

            @Override
            public Boolean atCount(FaultTrigger.AtCount at) {
              return atCounts.add(new Waiting<>(index, at));
            }

            @Override
            public Boolean atPoint(FaultTrigger.AtPoint at) {
              return atPoints.add(new Waiting<>(index, at));
            }

            @Override
            public Boolean atHostStep(FaultTrigger.AtHostStep at) {
              return atHostSteps.add(new Waiting<>(index, at));
            }
          });
    }

    Plan with(Fault fault) {
      return new Plan(ImmutableList.<Fault>builder().addAll(faults).add(fault).build());
    }
  }

  /** Whether a fault is still to strike at a numbered step of a host. */
  boolean waitsForStep() {
    return plan.atHostSteps.stream().anyMatch(this::isToCome);
  }

  private boolean isToCome(Waiting<?> one) {
    return stages[one.index()] == Stage.TO_COME;
  }

  // ---- when

  void begin(World world) {
    for (Waiting<FaultTrigger.AtTime> one : plan.atTimes) {
      world.at(
          one.trigger().timeNs(),
          ActorNumbers.FAULTS,
          EventRank.FAULT,
          new WorldEvent.FaultStrikes(one.index()));
    }
  }

  /** The count at which a host must stop because a fault waits for it there. */
  long countLimit(World world, Host host) {
    long limit = Long.MAX_VALUE;
    for (Waiting<FaultTrigger.AtCount> one : plan.atCounts) {
      if (isToCome(one)
          && one.trigger().count() > host.requireReplica().count()
          && isCounted(world, one, host)) {
        limit = Math.min(limit, one.trigger().count());
      }
    }
    return limit;
  }

  private boolean isCounted(World world, Waiting<FaultTrigger.AtCount> one, Host host) {
    FaultEffect effect = plan.faults.get(one.index()).effect();
    return world.faultExecutor().counted(effect).filter(counted -> counted == host).isPresent();
  }

  /** Strikes the faults that wait for the count at which a host has stopped. */
  void counted(World world, Host host) {
    for (Waiting<FaultTrigger.AtCount> one : plan.atCounts) {
      if (host.alive()
          && isToCome(one)
          && one.trigger().count() == host.requireReplica().count()
          && isCounted(world, one, host)) {
        strike(world, one.index());
      }
    }
  }

  /** Strikes the faults that wait for one of a host's steps. */
  void reached(World world, Host host, long number) {
    for (Waiting<FaultTrigger.AtHostStep> one : plan.atHostSteps) {
      if (isToCome(one)
          && one.trigger().host() == host.number()
          && one.trigger().number() == number) {
        strike(world, one.index());
      }
    }
  }

  /** Strikes the faults that wait for what a host has just noted. */
  void noted(World world, Note note) {
    if (!plan.atPoints.isEmpty()) {
      note.match(new Passing(world));
    }
  }

  /** An output has left a host, and took effect. */
  void sent(World world, long outputIndex) {
    passed(world, ProtocolPoint.SENT, outputIndex, outputIndex);
  }

  /** All of these numbers have come to a point of the protocol. */
  private boolean passed(World world, ProtocolPoint point, long first, long last) {
    for (Waiting<FaultTrigger.AtPoint> one : plan.atPoints) {
      FaultTrigger.AtPoint at = one.trigger();
      if (isToCome(one) && at.point() == point && first <= at.number() && at.number() <= last) {
        strike(world, one.index());
      }
    }
    return true;
  }

  /** The points that notes tell of. */
  private final class Passing implements NoteListener {
    private final World world;

    Passing(World world) {
      this.world = world;
    }

    @Override
    public Boolean appended(Note.Appended entry) {
      return passed(world, ProtocolPoint.ENTRY, entry.index(), entry.index());
    }

    @Override
    public Boolean received(Note.Received entries) {
      return passed(world, ProtocolPoint.RECEIVED, entries.firstIndex(), entries.throughIndex());
    }

    @Override
    public Boolean consumed(Note.Consumed entry) {
      return passed(world, ProtocolPoint.REPLAYED, entry.index(), entry.index());
    }

    @Override
    public Boolean released(Note.Released released) {
      long index = released.output().index();
      return passed(world, ProtocolPoint.OUTPUT, index, index);
    }
  }

  // ---- what

  /** Lets a fault strike that was not planned; returns whether it could. */
  boolean inject(World world, Fault fault) {
    int index = stages.length;
    plan = plan.with(fault);
    stages = Arrays.copyOf(stages, index + 1);
    stages[index] = Stage.TO_COME;
    undoings = Arrays.copyOf(undoings, index + 1);
    strike(world, index);
    return stages[index] != Stage.MISSED;
  }

  /**
   * Lets a fault strike. If no host holds the role that it names, it counts as not reached, and the
   * end of a run says so.
   */
  void strike(World world, int index) {
    if (stages[index] == Stage.TO_COME) {
      Fault fault = plan.faults.get(index);
      world
          .faultExecutor()
          .prepare(fault.effect())
          .ifPresentOrElse(how -> strike(world, index, how), () -> miss(world, index));
    }
  }

  private void miss(World world, int index) {
    stages[index] = Stage.MISSED;
    Fault fault = plan.faults.get(index);
    String what = fault.text() + " hits nobody: there is none such now";
    world.tell(watcher -> watcher.missed(world.nowNs(), fault, what));
  }

  private void strike(World world, int index, Strike how) {
    Fault fault = plan.faults.get(index);
    boolean heals = fault.forNs() != Fault.FOR_EVER;
    // This comes before what follows, because a fork made meanwhile must know that the fault struck
    // and that it will heal.
    stages[index] = heals ? Stage.STRUCK : Stage.OVER;
    struck.add(new Struck(fault, world.nowNs(), how.whom()));
    world.tell(
        watcher -> watcher.struck(world.nowNs(), fault, fault.text() + " hits " + how.whom()));
    if (heals) {
      undoings[index] = how.undoing();
      world.at(
          world.nowNs() + fault.forNs(),
          ActorNumbers.FAULTS,
          EventRank.FAULT,
          new WorldEvent.FaultHeals(index));
    }
    how.effect().run();
  }

  void heal(World world, int index) {
    Undoing undoing = undoings[index];
    if (undoing != null) {
      undoings[index] = null;
      stages[index] = Stage.OVER;
      Fault fault = plan.faults.get(index);
      world.tell(watcher -> watcher.healed(world.nowNs(), fault, fault.text() + " is over"));
      undoing.in(world.faultExecutor());
    }
  }

  // ---- what one may look at

  /** Whether no fault can strike any more and everything that heals has healed. */
  boolean areOver(World world) {
    for (int i = 0; i < stages.length; i++) {
      boolean over =
          switch (stages[i]) {
            case OVER, MISSED -> true;
            case STRUCK -> false;
            case TO_COME -> !canCome(world, plan.faults.get(i).trigger());
          };
      if (!over) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether what a fault waits for can still happen, and matters then: where every host has halted
   * or died, there is nothing to protect any more.
   */
  private static boolean canCome(World world, FaultTrigger trigger) {
    return trigger.match(
        new FaultTrigger.Cases<Boolean>() {
          @Override
          public Boolean atTime(FaultTrigger.AtTime at) {
            return at.timeNs() < world.setup().deadlineNs() && !world.isDeserted();
          }

          @Override
          public Boolean atCount(FaultTrigger.AtCount at) {
            return world.guestGoesOn();
          }

          @Override
          public Boolean atPoint(FaultTrigger.AtPoint at) {
            return world.guestGoesOn();
          }

          @Override
          public Boolean atHostStep(FaultTrigger.AtHostStep at) {
            return world.isToMake(at.host(), at.number());
          }
        });
  }

  /** The faults that struck, in order. */
  public List<Struck> struck() {
    return List.copyOf(struck);
  }

  /** The faults that have not struck. */
  public List<Fault> notReached() {
    return inStage(EnumSet.of(Stage.TO_COME, Stage.MISSED));
  }

  /** Those of them whose moment came, with nobody there whom they could hit. */
  public List<Fault> missed() {
    return inStage(EnumSet.of(Stage.MISSED));
  }

  private List<Fault> inStage(Set<Stage> wanted) {
    List<Fault> left = new ArrayList<>();
    for (int i = 0; i < stages.length; i++) {
      if (wanted.contains(stages[i])) {
        left.add(plan.faults.get(i));
      }
    }
    return left;
  }

  /** Adds all that can still matter: what has not struck, and what will heal. */
  void digestInto(StateDigest digest) {
    for (int i = 0; i < stages.length; i++) {
      digest.add(stages[i].ordinal());
      if (stages[i] == Stage.TO_COME || stages[i] == Stage.STRUCK) {
        plan.faults.get(i).effect().digestInto(digest);
      }
      if (stages[i] == Stage.TO_COME) {
        plan.faults.get(i).trigger().digestInto(digest);
      }
    }
  }
}
