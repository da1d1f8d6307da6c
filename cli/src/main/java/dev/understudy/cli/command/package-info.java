/**
 * The commands: arguments and files in, results on standard output, progress on standard error.
 * {@link dev.understudy.cli.command.Main} lists them; each is a class named after it, such as
 * {@link dev.understudy.cli.command.RunCommand}, with options that several share in {@link
 * dev.understudy.cli.command.CommonOptions} and {@link dev.understudy.cli.command.RunOptions}.
 *
 * <p>Files, threads, the host's clock and the terminal may be used here. A command decides nothing
 * about a run: what it prints comes from the modules below, and nothing depends on it.
 */
@NullMarked
package dev.understudy.cli.command;

import org.jspecify.annotations.NullMarked;
