package dev.understudy.experiment.mutant;

import dev.understudy.sim.oracle.Findings;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.vm.machine.MemoryPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * All places in the judges of a jury that can say that a promise is broken, found in their compiled
 * classes: class, method and line, as a breach names the place that spoke.
 */
final class JudgingPlaces {
  private static final String FOLDER = "dev/understudy/sim/oracle/";
  private static final Set<String> WORDS = Set.of("broken", "expect", "expectBy", "expectInTime");

  /** Who only passes on what a judge says. */
  private static final Set<String> MESSENGERS = Set.of(FOLDER + "Findings", FOLDER + "Judge");

  private JudgingPlaces() {}

  /** The places of all judges of a jury, whether hosts share a disk or not. */
  static Set<String> ofJuries() {
    Set<String> places = new TreeSet<>();
    for (MutantCampaign campaign : List.of(MutantCampaign.CRASH, MutantCampaign.OWN_DISKS)) {
      Jury jury = new Jury(campaign.world(0).setup(), new MemoryPool());
      for (Object judge : judgesOf(jury)) {
        read(Type.getInternalName(judge.getClass()), places);
      }
    }
    return places;
  }

  private static List<?> judgesOf(Jury jury) {
    try {
      Field judges = Jury.class.getDeclaredField("judges");
      judges.setAccessible(true);
      return (List<?>) judges.get(jury);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a jury without judges", e);
    }
  }

  private static void read(String type, Set<String> places) {
    try (InputStream in = Jury.class.getClassLoader().getResourceAsStream(type + ".class")) {
      new ClassReader(Objects.requireNonNull(in, type)).accept(new Places(type, places), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(type, e);
    }
  }

  private static final class Places extends ClassVisitor {
    private final String type;
    private final Set<String> places;

    Places(String type, Set<String> places) {
      super(Opcodes.ASM9);
      this.type = type;
      this.places = places;
    }

    /** Goes into the classes within this one. */
    @Override
    public void visitInnerClass(String name, String outer, String inner, int access) {
      if (type.equals(outer)) {
        read(name, places);
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        private int line;

        @Override
        public void visitLineNumber(int number, Label start) {
          line = number;
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String descriptor, boolean isInterface) {
          boolean says = WORDS.contains(called) && isJudge(owner);
          if (says && !MESSENGERS.contains(type)) {
            places.add(type.substring(FOLDER.length()) + "." + name + ":" + line);
          }
        }
      };
    }

    private static boolean isJudge(String owner) {
      return owner.equals(Type.getInternalName(Findings.class)) || owner.startsWith(FOLDER);
    }
  }
}
