/**
 * What commands share: streams and files, exit codes, interruption, budgets of time, workers,
 * progress, and JSON.
 *
 * <p>Files, threads and the terminal are touched here and in the commands, and nowhere below.
 */
@NullMarked
package dev.understudy.cli.io;

import org.jspecify.annotations.NullMarked;
