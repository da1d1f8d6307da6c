package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;

/**
 * A point that did not survive.
 *
 * @param promises what was broken, one line each
 */
public record BrokenPoint(SweepPoint point, ImmutableList<String> promises) {}
