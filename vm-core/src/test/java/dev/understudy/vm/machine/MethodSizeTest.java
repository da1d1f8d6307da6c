package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

class MethodSizeTest {
  /** HotSpot compiles no method beyond it, unless told to with an option. */
  private static final int HUGE_METHOD = 8000;

  @Test
  void theInterpretersLoopIsSmallEnoughToBeCompiled() throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    try (InputStream bytes = Interpreter.class.getResourceAsStream("Interpreter.class")) {
      new ClassReader(bytes)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] thrown) {
                  return new CodeSizeEvaluator(Opcodes.ASM9, null) {
                    @Override
                    public void visitEnd() {
                      sizes.put(name, getMaxSize());
                    }
                  };
                }
              },
              0);
    }

    assertThat(sizes)
        .hasEntrySatisfying("execute", size -> assertThat(size).isBetween(1000, HUGE_METHOD - 1));
  }
}
