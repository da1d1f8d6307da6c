package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.sim.world.FaultExecutor.Strike;
import dev.understudy.sim.world.FaultExecutor.Undoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan of faults, and how far it has been carried out. */
public final class FaultInjector {

  /** A fault that struck, and whom. */
  public record Struck(Fault fault, long atNs, String whom) {}

  private enum Stage {
    TO_COME,
    STRUCK,
    OVER
  }

  private Plan plan;
  private Stage[] stages;

  /** How what a fault did is undone; null before, after, and where it never is. */
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

  /** The faults, by what triggers them. Never changed once it is made: forks share it. */
  private static final class Plan {
    final ImmutableList<Fault> faults;
    final List<Waiting<FaultTrigger.AtTime>> atTimes = new ArrayList<>();
    final List<Waiting<FaultTrigger.AtCount>> atCounts = new ArrayList<>();
    final List<Waiting<FaultTrigger.AtPoint>> atProtocolPoints = new ArrayList<>();
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
              return atProtocolPoints.add(new Waiting<>(index, at));
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

  private boolean isToCome(Waiting<?> one) {
    return stages[one.index()] == Stage.TO_COME;
  }

  // ---- when

  void begin(World world) {
    for (Waiting<FaultTrigger.AtTime> one : plan.atTimes) {
      world.at(
          one.trigger().timeNs(),
          ActorNumbers.MISHAPS,
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

  /** A host stopped at some count. */
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

  /** A host has come to one of its moments. */
  void reached(World world, Host host, long number) {
    for (Waiting<FaultTrigger.AtHostStep> one : plan.atHostSteps) {
      if (isToCome(one)
          && one.trigger().host() == host.number()
          && one.trigger().number() == number) {
        strike(world, one.index());
      }
    }
  }

  /** Something happened in a host; faults may wait for it. */
  void noted(World world, Note note) {
    if (!plan.atProtocolPoints.isEmpty()) {
      note.match(new Passing(world));
    }
  }

  /** An output has left a host, and took effect. */
  void sent(World world, long outputIndex) {
    passed(world, ProtocolPoint.SENT, outputIndex, outputIndex);
  }

  /** All of these numbers have come to a point of the protocol. */
  private boolean passed(World world, ProtocolPoint point, long first, long last) {
    for (Waiting<FaultTrigger.AtPoint> one : plan.atProtocolPoints) {
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

  /** A fault that was not planned; true if it struck. */
  boolean inject(World world, Fault fault) {
    int index = stages.length;
    plan = plan.with(fault);
    stages = Arrays.copyOf(stages, index + 1);
    stages[index] = Stage.TO_COME;
    undoings = Arrays.copyOf(undoings, index + 1);
    strike(world, index);
    return stages[index] != Stage.TO_COME;
  }

  /** Whom nobody holds the role of is not hit: the fault is not reached, and said so at the end. */
  void strike(World world, int index) {
    if (stages[index] == Stage.TO_COME) {
      Fault fault = plan.faults.get(index);
      world.faultExecutor().prepare(fault.effect()).ifPresent(how -> strike(world, index, how));
    }
  }

  private void strike(World world, int index, Strike how) {
    Fault fault = plan.faults.get(index);
    boolean heals = fault.forNs() != Fault.FOR_EVER;
    // First: a world that is forked amid what follows knows what struck, and will see it heal.
    stages[index] = heals ? Stage.STRUCK : Stage.OVER;
    struck.add(new Struck(fault, world.nowNs(), how.whom()));
    world.tell(
        watcher -> watcher.struck(world.nowNs(), fault, fault.text() + " hits " + how.whom()));
    if (heals) {
      undoings[index] = how.undoing();
      world.at(
          world.nowNs() + fault.forNs(),
          ActorNumbers.MISHAPS,
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

  /** Whether no fault is to come and everything that heals has healed. */
  boolean areOver() {
    for (Stage stage : stages) {
      if (stage != Stage.OVER) {
        return false;
      }
    }
    return true;
  }

  /** The faults that struck, in order. */
  public List<Struck> struck() {
    return List.copyOf(struck);
  }

  /** The faults that have not struck. */
  public List<Fault> notReached() {
    List<Fault> left = new ArrayList<>();
    for (int i = 0; i < stages.length; i++) {
      if (stages[i] == Stage.TO_COME) {
        left.add(plan.faults.get(i));
      }
    }
    return left;
  }

  /** Adds all that can still matter: what has not struck, and what will heal. */
  void digestInto(StateDigest digest) {
    for (int i = 0; i < stages.length; i++) {
      digest.add(stages[i].ordinal());
      if (stages[i] != Stage.OVER) {
        plan.faults.get(i).effect().digestInto(digest);
      }
      if (stages[i] == Stage.TO_COME) {
        plan.faults.get(i).trigger().digestInto(digest);
      }
    }
  }
}
