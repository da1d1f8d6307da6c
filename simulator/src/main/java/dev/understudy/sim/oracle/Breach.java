package dev.understudy.sim.oracle;

/**
 * A promise that was broken.
 *
 * @param oracle the label of the one that found it
 * @param atNs virtual time at which it showed
 * @param text what was seen and what was promised, in one line
 * @param place where in the judge that was said; empty if no judge said it
 */
public record Breach(String oracle, long atNs, String text, String place) {

  /** A promise that no judge has found broken, but a check of the product's own. */
  public Breach(String oracle, long atNs, String text) {
    this(oracle, atNs, text, "");
  }
}
