/** Where somebody wants a run to stop: at what, under which condition, the how manieth time. */
@NullMarked
package dev.understudy.cli.debug.stop;

import org.jspecify.annotations.NullMarked;
