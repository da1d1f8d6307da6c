package dev.understudy.sim.oracle;

import com.google.common.collect.ImmutableSortedSet;
import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.NetworkName;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which hosts a fault can make missed by their peers, or make leave their pair. What only slows a
 * host, or keeps the disk from everybody, makes nobody missed.
 *
 * <p>A host that crashes or stands still is meant by its number, a link by the place where it is:
 * whoever runs there later has that link.
 *
 * @param hosts numbers
 * @param from places from which nothing gets through; with {@code to} both sides of a cut channel
 * @param to places to which nothing gets through
 * @param cutOff places that are cut off from clients or disk
 */
record FaultReach(
    ImmutableSortedSet<Integer> hosts,
    ImmutableSortedSet<Integer> from,
    ImmutableSortedSet<Integer> to,
    ImmutableSortedSet<Integer> cutOff) {
  private static final ImmutableSortedSet<Integer> NOBODY = ImmutableSortedSet.of();
  private static final FaultReach NONE = new FaultReach(NOBODY, NOBODY, NOBODY, NOBODY);

  static FaultReach of(FaultEffect effect, Ledger ledger) {
    return effect.match(new Reached(ledger));
  }

  /** Whether this is a matter of a pair. */
  boolean reaches(int one, int other, HostRoster roster) {
    int here = roster.placeOf(one);
    int there = roster.placeOf(other);
    return hosts.contains(one)
        || hosts.contains(other)
        || cutOff.contains(here)
        || cutOff.contains(there)
        || (from.contains(here) && to.contains(there))
        || (from.contains(there) && to.contains(here));
  }

  void digestInto(StateDigest digest) {
    for (ImmutableSortedSet<Integer> some : List.of(hosts, from, to, cutOff)) {
      some.forEach(digest::add);
      digest.add(-1);
    }
  }

  /** Works it out; the roles are those of the moment at which the fault strikes. */
  private record Reached(Ledger ledger) implements FaultEffect.Cases<FaultReach> {
    private TreeSet<Integer> meantBy(FaultTarget target) {
      return target.match(new Meant(ledger));
    }

    /** Places are named though no host runs there yet. */
    private ImmutableSortedSet<Integer> placesOf(FaultTarget target) {
      TreeSet<Integer> places = new TreeSet<>();
      if (target instanceof FaultTarget.AtPlace at) {
        places.add(at.place());
      } else if (target.equals(new FaultTarget.Everybody())) {
        IntStream.range(0, ledger.roster().places()).forEach(places::add);
      }
      meantBy(target).forEach(host -> places.add(ledger.roster().placeOf(host)));
      return ImmutableSortedSet.copyOf(places);
    }

    private FaultReach standing(FaultTarget target) {
      return new FaultReach(ImmutableSortedSet.copyOf(meantBy(target)), NOBODY, NOBODY, NOBODY);
    }

    @Override
    public FaultReach crash(FaultEffect.Crash crash) {
      return standing(crash.target());
    }

    @Override
    public FaultReach pause(FaultEffect.Pause pause) {
      return standing(pause.target());
    }

    @Override
    public FaultReach slow(FaultEffect.Slow slow) {
      return NONE;
    }

    @Override
    public FaultReach diskOutage(FaultEffect.DiskOutage outage) {
      return NONE;
    }

    /** On the other networks, {@code all} and the disk stand for the side that is no host. */
    @Override
    public FaultReach cut(FaultEffect.Cut cut) {
      if (cut.net() == NetworkName.CHANNEL) {
        return new FaultReach(NOBODY, placesOf(cut.from()), placesOf(cut.to()), NOBODY);
      }
      boolean namesOne = isOne(cut.from()) || isOne(cut.to());
      TreeSet<Integer> cutOff = new TreeSet<>();
      if (isOne(cut.from()) || !namesOne) {
        cutOff.addAll(placesOf(cut.from()));
      }
      if (isOne(cut.to()) || !namesOne) {
        cutOff.addAll(placesOf(cut.to()));
      }
      return new FaultReach(NOBODY, NOBODY, NOBODY, ImmutableSortedSet.copyOf(cutOff));
    }

    private static boolean isOne(FaultTarget target) {
      return !target.equals(new FaultTarget.Everybody()) && !target.equals(new FaultTarget.Disk());
    }
  }

  /** The numbers of the hosts that a target names. */
  private record Meant(Ledger ledger) implements FaultTarget.Cases<TreeSet<Integer>> {
    private static TreeSet<Integer> some(int... hosts) {
      TreeSet<Integer> some = new TreeSet<>();
      for (int host : hosts) {
        if (host != HostRoster.NOBODY) {
          some.add(host);
        }
      }
      return some;
    }

    @Override
    public TreeSet<Integer> primary(FaultTarget.Primary primary) {
      return some(ledger.author(), ledger.leader());
    }

    /** A destination takes itself for the backup before the disk has made it that. */
    @Override
    public TreeSet<Integer> backup(FaultTarget.Backup backup) {
      return some(ledger.follower(), ledger.joiner());
    }

    @Override
    public TreeSet<Integer> destination(FaultTarget.Destination destination) {
      return some(ledger.joiner());
    }

    @Override
    public TreeSet<Integer> atPlace(FaultTarget.AtPlace at) {
      return some(ledger.roster().lastAt(at.place()));
    }

    @Override
    public TreeSet<Integer> everybody(FaultTarget.Everybody everybody) {
      TreeSet<Integer> all = new TreeSet<>();
      for (int host = 0; host < ledger.roster().size(); host++) {
        all.add(host);
      }
      return all;
    }

    @Override
    public TreeSet<Integer> disk(FaultTarget.Disk disk) {
      return some();
    }
  }
}
