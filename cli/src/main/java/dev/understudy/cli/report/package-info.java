/**
 * Results of commands as text: sweeps ({@link dev.understudy.cli.report.SweepText}) and compiled
 * regions ({@link dev.understudy.cli.report.RegionText}). Texts about one run are in {@link
 * dev.understudy.experiment.report}.
 */
@NullMarked
package dev.understudy.cli.report;

import org.jspecify.annotations.NullMarked;
