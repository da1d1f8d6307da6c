package dev.understudy.bench;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.function.Function;

/** A kernel under Chicory, a WebAssembly runtime for the JVM, with its compiler. */
final class Chicory {
  private final WasmModule module;
  private final Function<Instance, Machine> compiled;

  Chicory(byte[] bytes) {
    module = Parser.parse(bytes);
    compiled = MachineFactoryCompiler.compile(module);
  }

  /** Runs it in a fresh instance: memory is zero, as for a guest that was just switched on. */
  long run(int size) {
    Instance instance =
        Instance.builder(module)
            .withMachineFactory(compiled)
            .withMemoryFactory(ByteArrayMemory::new)
            .build();
    return instance.export("run").apply(size)[0];
  }
}
