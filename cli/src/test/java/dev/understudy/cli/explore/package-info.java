@NullMarked
package dev.understudy.cli.explore;

import org.jspecify.annotations.NullMarked;
