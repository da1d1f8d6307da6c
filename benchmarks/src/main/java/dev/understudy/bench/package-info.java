/**
 * Measures: the engines against plain Java and against a WebAssembly compiler, and what recording
 * and replaying cost.
 *
 * <p>The only part besides the command line that reads the host's clock. Nothing knows it; the
 * command line finds it as a service.
 */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;
