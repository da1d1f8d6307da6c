package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Semantics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * What is wrong with a class file that the engine wrote: ASM's verifier, and the few things that
 * such a class may touch. The rules for the modules' own classes can't see it.
 */
final class EmittedCode {
  private static final String CODE = Type.getInternalName(CompiledCode.class);
  private static final String ACTIVATION = Type.getInternalName(Activation.class);
  private static final Set<String> CALLS = calls();
  private static final Set<String> FIELDS =
      fields("memory", "registers", "core", "code", "left", "at", "exit", "turns");

  private EmittedCode() {}

  private static Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    calls.add(CODE + ".<init>");
    calls.add(ACTIVATION + ".stored");
    for (Opcode row : Opcode.values()) {
      calls.add(Type.getInternalName(Semantics.class) + "." + row.mnemonic());
    }
    for (var method : Trips.class.getDeclaredMethods()) {
      calls.add(Type.getInternalName(Trips.class) + "." + method.getName());
    }
    return calls;
  }

  private static Set<String> fields(String... names) {
    Set<String> fields = new TreeSet<>();
    Arrays.stream(names).forEach(name -> fields.add(ACTIVATION + "." + name));
    return fields;
  }

  /** One line for each thing that is wrong. */
  static List<String> problems(byte[] classFile) {
    List<String> problems = new ArrayList<>();
    ClassReader reader = new ClassReader(classFile);
    StringWriter verdict = new StringWriter();
    CheckClassAdapter.verify(
        reader, EmittedCode.class.getClassLoader(), false, new PrintWriter(verdict));
    if (!verdict.toString().isEmpty()) {
      problems.add("refused by the verifier: " + verdict);
    }
    reader.accept(new Targets(problems), 0);
    return problems;
  }

  private static final class Targets extends ClassVisitor {
    private final List<String> problems;

    Targets(List<String> problems) {
      super(Opcodes.ASM9);
      this.problems = problems;
    }

    @Override
    public void visit(int v, int access, String name, String sig, String parent, String[] is) {
      if (!parent.equals(CODE) || is.length > 0) {
        problems.add("extends " + parent);
      }
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String s, String[] e) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(int op, String owner, String called, String t, boolean i) {
          if (!CALLS.contains(owner + "." + called)) {
            problems.add("calls " + owner + "." + called);
          }
        }

        @Override
        public void visitFieldInsn(int op, String owner, String field, String t) {
          boolean isStatic = op == Opcodes.GETSTATIC || op == Opcodes.PUTSTATIC;
          if (isStatic || !FIELDS.contains(owner + "." + field)) {
            problems.add("touches " + owner + "." + field);
          }
        }

        @Override
        public void visitTypeInsn(int op, String made) {
          problems.add("names the type " + made);
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (!(value instanceof Integer || value instanceof Long)) {
            problems.add("loads the constant " + value);
          }
        }

        @Override
        public void visitInvokeDynamicInsn(String n, String t, Handle h, Object... arguments) {
          problems.add("calls dynamically " + n);
        }
      };
    }
  }
}
