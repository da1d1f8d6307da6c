/** What every command does with the terminal and with files, by itself. */
@NullMarked
package dev.understudy.cli.io;

import org.jspecify.annotations.NullMarked;
