package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.ReplicaStep;
import dev.understudy.sim.world.FaultExecutor.Strike;
import dev.understudy.sim.world.FaultExecutor.Undoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plan of faults, and how far it has been carried out. */
public final class FaultInjector {

  /** A fault that struck, and whom. */
  public record Struck(Fault fault, long atNs, String whom) {}

  private enum Stage {
    TO_COME,
    STRUCK,
    OVER,
    /** Its only moment has come, and there was nobody whom it could hit. */
    MISSED
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
    final List<Waiting<FaultTrigger.AtPoint>> atMoments = new ArrayList<>();
    final List<Waiting<FaultTrigger.AtHostStep>> atPoints = new ArrayList<>();

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
              return atMoments.add(new Waiting<>(index, at));
            }

            @Override
            public Boolean atHostStep(FaultTrigger.AtHostStep at) {
              return atPoints.add(new Waiting<>(index, at));
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
    for (Waiting<FaultTrigger.AtHostStep> one : plan.atPoints) {
      if (isToCome(one)
          && one.trigger().host() == host.number()
          && one.trigger().number() == number) {
        strike(world, one.index());
      }
    }
  }

  /** A host took a step, and it took effect. */
  void observed(World world, ReplicaStep step) {
    for (Waiting<FaultTrigger.AtPoint> one : plan.atMoments) {
      if (isToCome(one) && matches(one.trigger(), step)) {
        strike(world, one.index());
      }
    }
  }

  private static boolean matches(FaultTrigger.AtPoint at, ReplicaStep step) {
    return switch (at.point()) {
      case ENTRY -> step instanceof Note.Appended entry && entry.index() == at.number();
      case RECEIVED ->
          step instanceof Note.Received entries
              && entries.firstIndex() <= at.number()
              && at.number() <= entries.throughIndex();
      case REPLAYED -> step instanceof Note.Consumed entry && entry.index() == at.number();
      case OUTPUT -> step instanceof Note.Released output && output.output().index() == at.number();
      case SENT ->
          (step instanceof Action.SendFrame frame && frame.outputIndex() == at.number())
              || (step instanceof Action.ShowConsole text && text.outputIndex() == at.number());
    };
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
    return stages[index] == Stage.STRUCK || stages[index] == Stage.OVER;
  }

  /** A fault for which there is nobody does not strike, and the end of the run says so. */
  void strike(World world, int index) {
    if (stages[index] == Stage.TO_COME) {
      Fault fault = plan.faults.get(index);
      Optional<Strike> how = world.faultExecutor().prepare(fault.effect());
      if (how.isPresent()) {
        strike(world, index, how.get());
      } else if (comesOnce(fault.trigger())) {
        stages[index] = Stage.MISSED;
      }
    }
  }

  /** Whether there is one such moment: of outputs and entries there may be more, on other hosts. */
  private static boolean comesOnce(FaultTrigger trigger) {
    return trigger.match(
        new FaultTrigger.Cases<Boolean>() {
          @Override
          public Boolean atTime(FaultTrigger.AtTime at) {
            return true;
          }

          @Override
          public Boolean atCount(FaultTrigger.AtCount at) {
            return false;
          }

          @Override
          public Boolean atPoint(FaultTrigger.AtPoint at) {
            return false;
          }

          @Override
          public Boolean atHostStep(FaultTrigger.AtHostStep at) {
            return true;
          }
        });
  }

  private void strike(World world, int index, Strike how) {
    Fault fault = plan.faults.get(index);
    boolean heals = fault.forNs() != Fault.FOR_EVER;
    // First: a world that is forked during what follows knows what struck, and will see it heal.
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
      if (stage == Stage.TO_COME || stage == Stage.STRUCK) {
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
      if (stages[i] == Stage.TO_COME || stages[i] == Stage.MISSED) {
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
