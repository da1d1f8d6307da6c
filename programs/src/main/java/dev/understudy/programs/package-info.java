/**
 * The guest programs that ship, with their scenarios, as class-path resources: {@code Programs}
 * finds them, {@code Program} is one, {@code ProgramsPage} writes the page about them.
 *
 * <p>The package hands out text and bytes. It may not assemble or run anything: it depends on
 * nothing else in this project.
 */
@NullMarked
package dev.understudy.programs;

import org.jspecify.annotations.NullMarked;
