/**
 * The guest programs that ship, with their scenarios, as class-path resources.
 *
 * <p>It hands out text and bytes. It may not assemble or run anything: it depends on nothing else
 * in this project.
 */
@NullMarked
package dev.understudy.programs;

import org.jspecify.annotations.NullMarked;
