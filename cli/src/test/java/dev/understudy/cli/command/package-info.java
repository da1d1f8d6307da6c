/** The commands, driven as a user does: arguments and files in, text and exit code out. */
@NullMarked
package dev.understudy.cli.command;

import org.jspecify.annotations.NullMarked;
