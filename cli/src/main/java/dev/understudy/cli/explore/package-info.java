/** The page that shows a run, and the server that hands it to a browser on this machine. */
@NullMarked
package dev.understudy.cli.explore;

import org.jspecify.annotations.NullMarked;
