package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.Setup;
import java.util.function.IntPredicate;

/**
 * {@code entropy}: every random number that is logged is the next one of its host's source, which
 * is a place in the tree of draws: that of the host's place and incarnation. None is left out, and
 * none comes again. What a checkpoint discards is numbers at the end of a log, behind which the
 * guest goes on with those of another host.
 */
final class EntropyJudge extends Judge {

  /** How many numbers the guest has had of one host. */
  private static final class Drawn {
    long numbers;

    Drawn copy() {
      Drawn copy = new Drawn();
      copy.numbers = numbers;
      return copy;
    }
  }

  private final HostRoster roster;
  private final Chance sources;
  private final PerHost<Drawn> drawn;

  EntropyJudge(JudgeContext context) {
    super(Oracle.ENTROPY);
    roster = context.roster();
    sources = sources(context.setup());
    drawn = new PerHost<>(Drawn::new);
  }

  private static Chance sources(Setup setup) {
    return Chance.seeded(setup.seed()).named("entropy");
  }

  private EntropyJudge(EntropyJudge other, HostRoster roster) {
    super(other);
    this.roster = roster;
    sources = other.sources;
    drawn = other.drawn.fork(Drawn::copy);
  }

  @Override
  EntropyJudge fork(Ledger forked) {
    return new EntropyJudge(this, forked.roster());
  }

  @Override
  void logged(Logged entry) {
    if (entry.entry() instanceof EntropyRead read) {
      judged();
      long ordinal = drawn.of(entry.host()).numbers++;
      long right = source(entry.host()).bits(ordinal);
      if (read.value() != right) {
        broken(
            entry.atNs(),
            "entry "
                + entry.index()
                + " on "
                + roster.name(entry.host())
                + " is a random number that is not number "
                + (ordinal + 1)
                + " of this host's source");
      }
    }
  }

  private Chance source(int host) {
    return sources.numbered(roster.placeOf(host)).numbered(host + 1L);
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (int host = 0; host < drawn.size(); host++) {
      if (live.test(host)) {
        digest.add(drawn.of(host).numbers);
      }
    }
  }
}
