/**
 * Runs and failures in words. {@link dev.understudy.experiment.report.FailureReport} says what was
 * promised, what was seen, and what hosts, disk and clients did around it, as lines ({@link
 * dev.understudy.experiment.report.EventWindow}) and as a space-time diagram ({@link
 * dev.understudy.experiment.report.SpaceTimeText}); {@link
 * dev.understudy.experiment.report.ChannelText} draws lag, buffers and speed over time.
 */
@NullMarked
package dev.understudy.experiment.report;

import org.jspecify.annotations.NullMarked;
