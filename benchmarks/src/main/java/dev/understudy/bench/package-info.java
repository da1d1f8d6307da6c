/**
 * Measures the engines against plain Java and against a WebAssembly compiler, and what recording
 * and replaying cost. {@link dev.understudy.bench.Bench} runs the measurements, {@link
 * dev.understudy.bench.EngineBenchmark} and {@link dev.understudy.bench.ProtectionCost} among them;
 * {@link dev.understudy.bench.BenchmarkReport} prints them.
 *
 * <p>The only part besides the command line that reads the host's clock. No module knows it; the
 * command line finds it as a service.
 */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;
