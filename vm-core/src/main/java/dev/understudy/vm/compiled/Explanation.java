package dev.understudy.vm.compiled;

import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/**
 * A region's guest code beside the bytecode that is generated for it, for people who want to see
 * what the compiler does.
 *
 * @param root where the region begins
 * @param methodBytes how large its method is, in bytes
 * @param sections in the order of the bytecode
 */
public record Explanation(int root, int methodBytes, List<Section> sections) {
  private static final Pattern LABEL = Pattern.compile("\\bL\\d+\\b");

  /** What a stretch of bytecode is for. */
  public enum Purpose {
    /** Sets the variables; finds the way to an entry. */
    ENTRY,
    /** A counted loop's turns that are certain, without a look at budget, bounds and barrier. */
    COUNTED_TURNS,
    /** One guest instruction. */
    INSTRUCTION,
    /** The ways out. */
    EXITS
  }

  /**
   * A stretch of bytecode.
   *
   * @param address of the guest instruction, or of the counted loop; else of the region
   * @param word the guest instruction's 8 bytes; 0 if it is not for one instruction
   * @param budget if execution may be entered here, the budget that it takes; else 0
   * @param bytecode one line an instruction
   */
  public record Section(
      Purpose purpose, int address, long word, int budget, List<String> bytecode) {}

  /**
   * Of the region that would be compiled if execution arrived often at an address of a program just
   * loaded.
   *
   * @return nothing if no compiled code can begin there
   */
  public static Optional<Explanation> of(Image image, int address) {
    byte[] memory = Arrays.copyOf(image.contents(), image.memorySize());
    return RegionCompiler.translate(memory, address, Intrinsics.STANDARD).map(Explanation::of);
  }

  private static Explanation of(RegionCompiler.Translated made) {
    Reader reader = new Reader(made.region());
    new ClassReader(made.written().classFile()).accept(reader, ClassReader.SKIP_FRAMES);
    return new Explanation(
        made.region().root(), made.written().methodBytes(), withoutIdleLabels(reader.sections));
  }

  /** Every line number has a label; those that nothing jumps to say nothing. */
  private static List<Section> withoutIdleLabels(List<Section> sections) {
    Set<String> used = new TreeSet<>();
    for (Section section : sections) {
      section.bytecode().stream().filter(line -> !isLabel(line)).forEach(line -> add(line, used));
    }
    return sections.stream()
        .map(
            one ->
                new Section(
                    one.purpose(),
                    one.address(),
                    one.word(),
                    one.budget(),
                    one.bytecode().stream()
                        .filter(line -> !isLabel(line) || used.contains(line))
                        .toList()))
        .toList();
  }

  private static void add(String line, Set<String> labels) {
    Matcher matcher = LABEL.matcher(line);
    while (matcher.find()) {
      labels.add(matcher.group());
    }
  }

  private static boolean isLabel(String line) {
    return LABEL.matcher(line).matches();
  }

  /** Collects the lines between two line numbers, as {@link RegionWriter} sets them. */
  private static final class Reader extends ClassVisitor {
    private final Region region;
    private final List<Section> sections = new ArrayList<>();
    private final Textifier text = new Textifier();

    Reader(Region region) {
      super(Opcodes.ASM9);
      this.region = region;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      return name.equals("run") ? new Lines() : null;
    }

    private Section section(int line) {
      int length = region.length();
      if (line <= 0) {
        return new Section(Purpose.ENTRY, region.root(), 0, 0, new ArrayList<>());
      }
      if (line <= length) {
        return instruction(line - 1);
      }
      return line <= 2 * length
          ? new Section(
              Purpose.COUNTED_TURNS, region.address(line - length - 1), 0, 0, new ArrayList<>())
          : new Section(Purpose.EXITS, region.root(), 0, 0, new ArrayList<>());
    }

    private Section instruction(int index) {
      int address = region.address(index);
      Block block = region.blocks().get(address);
      int budget = block != null && block.checkpoint() ? block.path() : 0;
      return new Section(
          Purpose.INSTRUCTION, address, region.word(index), budget, new ArrayList<>());
    }

    private final class Lines extends MethodVisitor {
      private int line;

      Lines() {
        super(Opcodes.ASM9, new TraceMethodVisitor(text));
      }

      @Override
      public void visitLineNumber(int next, Label start) {
        flush();
        line = next;
      }

      @Override
      public void visitTryCatchBlock(Label from, Label to, Label handler, String type) {}

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        flush();
      }

      private void flush() {
        Section section = section(line);
        for (Object part : text.getText()) {
          section.bytecode().addAll(part.toString().strip().lines().map(String::strip).toList());
        }
        text.getText().clear();
        if (!section.bytecode().isEmpty()) {
          sections.add(section);
        }
      }
    }
  }
}
