/**
 * The questions that people bring to fault-tolerant virtual machines, each with runs that answer
 * it. A {@link dev.understudy.experiment.question.Question} has scenes ({@link
 * dev.understudy.experiment.question.Scene}: a program with faults) and claims about their outcomes
 * ({@link dev.understudy.experiment.question.Claims}); what the page says happened is worked out
 * from the runs, and a test demands that each claim holds.
 */
@NullMarked
package dev.understudy.experiment.question;

import org.jspecify.annotations.NullMarked;
