/**
 * What commands share: streams, files, exit codes, interruption, progress, and JSON.
 *
 * <p>Files, threads and the terminal are touched here and in the commands, and nowhere below.
 */
@NullMarked
package dev.understudy.cli.io;

import org.jspecify.annotations.NullMarked;
