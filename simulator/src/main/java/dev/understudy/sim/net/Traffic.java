package dev.understudy.sim.net;

/**
 * What a network has seen so far.
 *
 * @param sent frames handed in, whatever became of them
 * @param sentBytes their bytes
 * @param delivered copies that arrived
 * @param lost frames lost by chance
 * @param cut copies that met a cut
 * @param duplicated frames that flew twice
 * @param heldBack frames that later ones were allowed to overtake
 */
public record Traffic(
    long sent,
    long sentBytes,
    long delivered,
    long lost,
    long cut,
    long duplicated,
    long heldBack) {

  static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0);
}
