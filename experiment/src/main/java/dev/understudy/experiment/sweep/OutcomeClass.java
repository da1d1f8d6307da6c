package dev.understudy.experiment.sweep;

/**
 * One way in which tails ended.
 *
 * @param text what happened, without when
 * @param points how many ended so
 * @param witness the first of them
 */
public record OutcomeClass(String text, long points, SweepPoint witness) {

  OutcomeClass plus(OutcomeClass other) {
    return new OutcomeClass(
        text,
        points + other.points,
        witness.number() <= other.witness.number() ? witness : other.witness);
  }
}
