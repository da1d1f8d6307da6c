/**
 * Experiments on whole worlds: run one, judge it, draw many at random, make a failure smaller,
 * plant a bug and see who notices.
 *
 * <p>Deterministic like everything below: threads, files and the clock belong to whoever drives it.
 */
@NullMarked
package dev.understudy.testkit;

import org.jspecify.annotations.NullMarked;
