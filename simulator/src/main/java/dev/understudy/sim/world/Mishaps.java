package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.ReplicaStep;
import dev.understudy.sim.net.Network;
import dev.understudy.sim.world.Fault.Blow;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Fault.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan of faults, and how far it has been carried out. */
public final class Mishaps {

  /** A fault that struck, and whom. */
  public record Struck(Fault fault, long atNs, String whom) {}

  private static final int NOWHERE = -1;

  private enum Stage {
    TO_COME,
    STRUCK,
    OVER
  }

  private ImmutableList<Fault> faults;
  private Stage[] stages;
  private @Nullable Undo[] undo;
  private final List<Struck> struck;

  /** How to mend what a fault broke; immutable, for forks. */
  private interface Undo {
    void mend(World world);
  }

  Mishaps(ImmutableList<Fault> faults) {
    this.faults = faults;
    this.stages = new Stage[faults.size()];
    Arrays.fill(stages, Stage.TO_COME);
    this.undo = new Undo[faults.size()];
    this.struck = new ArrayList<>();
  }

  private Mishaps(Mishaps other) {
    faults = other.faults;
    stages = other.stages.clone();
    undo = other.undo.clone();
    struck = new ArrayList<>(other.struck);
  }

  Mishaps fork() {
    return new Mishaps(this);
  }

  // ---- when

  void begin(World world) {
    for (int i = 0; i < faults.size(); i++) {
      if (faults.get(i).trigger() instanceof Trigger.AtTime at) {
        world.at(at.timeNs(), Actors.MISHAPS, Kind.FAULT, new WorldEvent.FaultStrikes(i));
      }
    }
  }

  /** The count at which a host must stop because a fault waits for it there. */
  long countLimit(World world, Host host) {
    long limit = Long.MAX_VALUE;
    for (int i = 0; i < stages.length; i++) {
      if (stages[i] == Stage.TO_COME
          && faults.get(i).trigger() instanceof Trigger.AtCount at
          && at.count() > host.requireReplica().count()
          && world.harm().hostOf(faults.get(i).counted()) == host) {
        limit = Math.min(limit, at.count());
      }
    }
    return limit;
  }

  /** A host stopped at some count. */
  void counted(World world, Host host) {
    for (int i = 0; i < stages.length && host.alive(); i++) {
      if (stages[i] == Stage.TO_COME
          && faults.get(i).trigger() instanceof Trigger.AtCount at
          && at.count() == host.requireReplica().count()
          && world.harm().hostOf(faults.get(i).counted()) == host) {
        strike(world, i);
      }
    }
  }

  /** A host has come to one of its moments. */
  void reached(World world, Host host, long number) {
    for (int i = 0; i < stages.length; i++) {
      if (stages[i] == Stage.TO_COME
          && faults.get(i).trigger() instanceof Trigger.AtPoint at
          && at.host() == host.number()
          && at.number() == number) {
        strike(world, i);
      }
    }
  }

  /** A host took a step, and it took effect. */
  void witnessed(World world, ReplicaStep step) {
    for (int i = 0; i < stages.length; i++) {
      if (stages[i] == Stage.TO_COME
          && faults.get(i).trigger() instanceof Trigger.AtMoment at
          && matches(at, step)) {
        strike(world, i);
      }
    }
  }

  private static boolean matches(Trigger.AtMoment at, ReplicaStep step) {
    return switch (at.moment()) {
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
  boolean befall(World world, Fault fault) {
    int index = faults.size();
    faults = ImmutableList.<Fault>builder().addAll(faults).add(fault).build();
    stages = Arrays.copyOf(stages, index + 1);
    stages[index] = Stage.TO_COME;
    undo = Arrays.copyOf(undo, index + 1);
    strike(world, index);
    return stages[index] != Stage.TO_COME;
  }

  void strike(World world, int index) {
    if (stages[index] != Stage.TO_COME) {
      return;
    }
    Fault fault = faults.get(index);
    String whom = whom(world, fault);
    if (whom == null) {
      return; // Nobody holds that role: not reached, and said so at the end.
    }
    // First: a world that is forked amid what follows knows what struck, and will see it heal.
    stages[index] = fault.forNs() == Fault.FOR_EVER ? Stage.OVER : Stage.STRUCK;
    struck.add(new Struck(fault, world.nowNs(), whom));
    world.tell(watcher -> watcher.struck(world.nowNs(), fault, fault.text() + " hits " + whom));
    hit(world, index, fault);
  }

  /** Whom a fault would hit, for people; null if nobody. */
  private @Nullable String whom(World world, Fault fault) {
    Blow blow = fault.blow();
    if (blow instanceof Blow.DiskOutage) {
      return world.setup().arbiterName();
    }
    if (blow instanceof Blow.Cut cut) {
      int from = endpoint(world, cut.from());
      int to = endpoint(world, cut.to());
      boolean known = from >= Network.ALL && to >= Network.ALL;
      return known ? world.harm().nameOf(from) + " to " + world.harm().nameOf(to) : null;
    }
    Host host = world.harm().hostOf(fault.counted());
    if (host != null && host.alive()) {
      return host.name();
    }
    int free = freePlace(world, blow);
    return free == NOWHERE ? null : world.harm().nameOf(free);
  }

  /** The place that goes down though no host is there: nobody can be put there then. */
  private static int freePlace(World world, Blow blow) {
    if (blow instanceof Blow.Crash crash && crash.target() instanceof Target.Numbered free) {
      return world.pool().isDown(free.host()) ? NOWHERE : free.host();
    }
    return NOWHERE;
  }

  private void hit(World world, int index, Fault fault) {
    Blow blow = fault.blow();
    long forNs = fault.forNs();
    if (blow instanceof Blow.DiskOutage) {
      healLater(world, index, forNs, later -> later.storage().comeBack());
      world.storage().goOut();
    } else if (blow instanceof Blow.Cut cut) {
      int from = endpoint(world, cut.from());
      int to = endpoint(world, cut.to());
      healLater(world, index, forNs, later -> later.harm().mend(cut.net(), from, to));
      world.harm().cut(cut.net(), from, to);
    } else {
      Host host = world.harm().hostOf(fault.counted());
      if (host != null && host.alive()) {
        hit(world, index, blow, host);
      } else {
        int place = freePlace(world, blow);
        healLater(world, index, forNs, later -> later.harm().reboot(place));
        world.pool().fall(place);
      }
    }
  }

  private void hit(World world, int index, Blow blow, Host host) {
    int number = host.number();
    int place = host.place();
    if (blow instanceof Blow.Crash crash) {
      healLater(world, index, crash.forNs(), later -> later.harm().reboot(place));
      world.harm().crash(host);
    } else if (blow instanceof Blow.Pause pause) {
      healLater(
          world, index, pause.forNs(), later -> later.harm().resume(later.hosts().get(number)));
      world.harm().pause(host);
    } else if (blow instanceof Blow.Slow slow) {
      healLater(world, index, slow.forNs(), later -> later.harm().atFullSpeed(place));
      host.slow(slow.factor());
    }
  }

  /** Below {@link Network#ALL} if nobody holds the role. */
  private static int endpoint(World world, Target target) {
    if (target instanceof Target.Everybody) {
      return Network.ALL;
    }
    if (target instanceof Target.Disk) {
      return world.pool().places();
    }
    if (target instanceof Target.Numbered numbered) {
      return numbered.host();
    }
    Host host = world.harm().hostOf(target);
    return host == null ? Network.ALL - 1 : host.place();
  }

  private void healLater(World world, int index, long forNs, Undo how) {
    if (forNs != Fault.FOR_EVER) {
      undo[index] = how;
      world.at(world.nowNs() + forNs, Actors.MISHAPS, Kind.FAULT, new WorldEvent.FaultHeals(index));
    }
  }

  void heal(World world, int index) {
    Undo how = undo[index];
    if (how != null) {
      undo[index] = null;
      stages[index] = Stage.OVER;
      Fault fault = faults.get(index);
      world.tell(watcher -> watcher.healed(world.nowNs(), fault, fault.text() + " is over"));
      how.mend(world);
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
        left.add(faults.get(i));
      }
    }
    return left;
  }

  /** Adds all that can still matter: what has not struck, and what will heal. */
  void digestInto(StateDigest digest) {
    for (int i = 0; i < stages.length; i++) {
      digest.add(stages[i].ordinal());
      if (stages[i] != Stage.OVER) {
        faults.get(i).blow().toString().chars().forEach(digest::add);
      }
      if (stages[i] == Stage.TO_COME) {
        faults.get(i).trigger().toString().chars().forEach(digest::add);
      }
    }
  }
}
