/**
 * Programs drawn at random, and a world that treats them at random: for tests of engines, of
 * recording and replaying, and of tools.
 *
 * <p>Everything follows from a seed. Nothing that ships may depend on this package but through a
 * test or a command that says that it generates.
 */
@NullMarked
package dev.understudy.vm.random;

import org.jspecify.annotations.NullMarked;
