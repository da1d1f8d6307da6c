/**
 * The questions that people bring to fault-tolerant virtual machines, each with runs that answer
 * it: predict, run, see why. What a page says happened is worked out from the runs, and a test
 * demands that each of it holds.
 */
@NullMarked
package dev.understudy.experiment.question;

import org.jspecify.annotations.NullMarked;
