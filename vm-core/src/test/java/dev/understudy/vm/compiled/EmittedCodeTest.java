package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.ProgramGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A hostile guest can neither break the JVM nor reach anything through what is generated for it.
 */
class EmittedCodeTest {
  private static final Path SHIPPED =
      Path.of("../programs/src/main/resources/dev/understudy/programs");
  private static final int RANDOM = Integer.getInteger("understudy.emitted", 250);

  private int regions;

  @Test
  void ofAllProgramsThatShipEachLabelsRegionIsInOrder() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.list(SHIPPED)) {
      sources = files.filter(file -> file.toString().endsWith(".asm")).sorted().toList();
    }
    assertThat(sources).hasSizeGreaterThan(15);
    for (Path source : sources) {
      Image image =
          Assembler.assemble(source.toString(), text(source), EmittedCodeTest::include).orThrow();
      byte[] memory = memory(image);
      check(source + " entry", memory, image.entry());
      image.symbols().forEach((label, at) -> check(source + " " + label, memory, at));
    }
    assertThat(regions).isGreaterThan(10 * sources.size());
  }

  @Test
  void ofRandomProgramsAndNoiseRegionsAreInOrder() {
    for (long seed = 0; seed < RANDOM; seed++) {
      byte[] memory = memory(ProgramGenerator.program(seed));
      check("program " + seed, memory, 0x1000);
      check("program " + seed, memory, 0x1000 + 8 * new Dice(seed).below(100));
      byte[] noise = memory(ProgramGenerator.noise(seed));
      check("noise " + seed, noise, 8 * new Dice(seed).below(noise.length / 8));
    }
    assertThat(regions).isGreaterThan(RANDOM);
  }

  @Test
  void aClassThatCallsSomethingElseIsCaught() {
    assertThat(EmittedCode.problems(planted(true)))
        .containsExactlyInAnyOrder(
            "calls java/lang/System.nanoTime", "touches java/lang/System.out");
  }

  @Test
  void aClassThatTheJvmWouldRefuseIsCaught() {
    assertThat(EmittedCode.problems(planted(false)))
        .singleElement()
        .asString()
        .startsWith("refused by the verifier");
  }

  private void check(String what, byte[] memory, int root) {
    Optional<RegionCompiler.Translated> made =
        RegionCompiler.translate(memory, root, Intrinsics.STANDARD);
    if (made.isEmpty()) {
      return;
    }
    regions++;
    RegionWriter.Written written = made.get().written();
    assertThat(written.methodBytes()).as(what).isBetween(1, RegionCompiler.HUGE_METHOD - 1);
    assertThat(EmittedCode.problems(written.classFile())).as(what).isEmpty();
    assertThat(RegionCompiler.define(written.classFile())).as(what).isNotNull();
  }

  private static byte[] memory(Image image) {
    return Arrays.copyOf(image.contents(), image.memorySize() & -Instruction.BYTES);
  }

  private static byte[] planted(boolean verifiable) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL,
        "Planted",
        null,
        Type.getInternalName(CompiledCode.class),
        null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    code.visitCode();
    if (verifiable) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
      code.visitInsn(Opcodes.POP2);
      code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
      code.visitInsn(Opcodes.POP);
    } else {
      code.visitInsn(Opcodes.LCONST_0);
      code.visitInsn(Opcodes.POP);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Optional<String> include(String name) {
    Path file = SHIPPED.resolve(name);
    return Files.exists(file) ? Optional.of(text(file)) : Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
