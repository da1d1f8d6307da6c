package dev.understudy.experiment.sweep;

/**
 * One way in which tails ended.
 *
 * @param text what happened, without when
 * @param points how many ended so
 * @param cut how many of these tails were over before the run was: see {@link TailLimit}
 * @param witness the first of them
 */
public record OutcomeClass(String text, long points, long cut, SweepPoint witness) {

  OutcomeClass plus(OutcomeClass other) {
    return new OutcomeClass(
        text,
        points + other.points,
        cut + other.cut,
        witness.number() <= other.witness.number() ? witness : other.witness);
  }
}
