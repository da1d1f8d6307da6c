package dev.understudy.disk;

import java.util.ArrayList;
import java.util.List;

/** All generations, oldest first, and the decisions about them. The last one counts. */
final class Generations {
  private final DiskRules rules;
  private final ArrayList<Generation> all;

  Generations(DiskRules rules, Generation first) {
    this.rules = rules;
    this.all = new ArrayList<>(List.of(first));
  }

  private Generations(Generations original) {
    this.rules = original.rules;
    this.all = new ArrayList<>(original.all);
  }

  Generations fork() {
    return new Generations(this);
  }

  List<Generation> list() {
    return List.copyOf(all);
  }

  int count() {
    return all.size();
  }

  Generation newest() {
    return all.get(all.size() - 1);
  }

  IncarnationStanding standing(long incarnation) {
    return rules.standing(all, incarnation);
  }

  /**
   * Answers a test-and-set. Which host may write and which is fenced follows from the generations
   * alone: to set the owner here is to fence its rival, without a second step.
   */
  TestAndSetOutcome testAndSet(DiskRequest.TestAndSet request) {
    if (!exists(request.generation())) {
      return TestAndSetOutcome.NO_SUCH_GENERATION;
    }
    int number = (int) request.generation();
    Generation generation = all.get(number);
    long caller = request.incarnation();
    if (!generation.isPair(caller, request.rival())) {
      return TestAndSetOutcome.FOREIGN;
    }
    if (generation.owner() == caller) {
      return rules.ownerWinsAgain() ? TestAndSetOutcome.WON : TestAndSetOutcome.LOST;
    }
    if (number < all.size() - 1) {
      return generation.loserAnswered() ? TestAndSetOutcome.LOST : TestAndSetOutcome.SUPERSEDED;
    }
    boolean wins = rules.wins(generation);
    all.set(number, wins ? generation.wonBy(caller) : generation.withLoserAnswered());
    return wins ? TestAndSetOutcome.WON : TestAndSetOutcome.LOST;
  }

  RenewOutcome renew(DiskRequest.Renew request) {
    if (!exists(request.generation())) {
      return RenewOutcome.NO_SUCH_GENERATION;
    }
    int number = (int) request.generation();
    Generation generation = all.get(number);
    long caller = request.incarnation();
    if (!generation.has(caller)) {
      return RenewOutcome.FOREIGN;
    }
    if (number < all.size() - 1) {
      Generation next = all.get(number + 1);
      boolean same = next.primary() == caller && next.backup() == request.joiner();
      return same ? RenewOutcome.RENEWED : RenewOutcome.SUPERSEDED;
    }
    if (!generation.isUnset() && generation.owner() != caller) {
      return RenewOutcome.LOST;
    }
    if (generation.isUnset() && generation.primary() != caller) {
      return RenewOutcome.STANDBY;
    }
    if (!mayJoin(request.joiner(), caller)) {
      return RenewOutcome.BAD_JOINER;
    }
    all.add(Generation.unset(number + 1L, caller, request.joiner()));
    return RenewOutcome.RENEWED;
  }

  /** Whether an incarnation may join: one that is new, or the backup of an unset generation. */
  private boolean mayJoin(long joiner, long caller) {
    return joiner > SharedDisk.NOBODY
        && joiner != caller
        && standing(joiner) != IncarnationStanding.FENCED;
  }

  private boolean exists(long number) {
    return number >= 0 && number < all.size();
  }
}
