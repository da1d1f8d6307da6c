/**
 * One experiment: a scenario becomes a setup, the world is run and judged, and an account is given.
 *
 * <p>Deterministic like everything below: threads, files and the clock belong to the callers.
 */
@NullMarked
package dev.understudy.experiment.run;

import org.jspecify.annotations.NullMarked;
