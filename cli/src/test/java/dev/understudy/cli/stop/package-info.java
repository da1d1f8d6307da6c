@NullMarked
package dev.understudy.cli.stop;

import org.jspecify.annotations.NullMarked;
