package dev.understudy.experiment.sweep;

/**
 * One way in which tails ended.
 *
 * @param text what happened, without when
 * @param points how many ended so
 * @param witness the first of them
 */
public record Outcome(String text, long points, Point witness) {

  Outcome plus(Outcome other) {
    return new Outcome(
        text,
        points + other.points,
        witness.number() <= other.witness.number() ? witness : other.witness);
  }
}
