package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;

/**
 * What came of one block; it does not depend on the process that explored it.
 *
 * @param whole whether all of it was explored
 * @param tails that ran to their end
 * @param merged that came to a world that another tail of the block had come to
 * @param outcomes by text
 * @param brokenPoints how many did not survive
 * @param broken the first of them
 */
public record BlockReport(
    int block,
    boolean whole,
    long tails,
    long merged,
    ImmutableList<OutcomeClass> outcomes,
    long brokenPoints,
    ImmutableList<BrokenPoint> broken) {}
