@NullMarked
package dev.understudy.cli.debug.stop;

import org.jspecify.annotations.NullMarked;
