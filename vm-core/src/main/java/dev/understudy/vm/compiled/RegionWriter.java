package dev.understudy.vm.compiled;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/**
 * Writes the class of a region: a subclass of {@link CompiledCode} with one method.
 *
 * <p>Its form: the dispatch by address at the top, which entries, returns and indirect jumps share;
 * the blocks in the order of their addresses, with direct jumps between them; the exits. A block
 * charges the budget for all of its instructions, a checkpoint looks whether the budget reaches to
 * the next one.
 *
 * <p>Line numbers say what bytecode belongs to: i + 1 is the instruction with index i, length + i +
 * 1 the counted loop that begins there, 2 * length + 1 the exits.
 */
final class RegionWriter {
  private static final String CODE_NAME = Type.getInternalName(CompiledCode.class);
  private static final String RUN_DESCRIPTOR =
      "(L" + Type.getInternalName(Activation.class) + ";II)I";

  /** What the JVM throws when an instruction can't be executed. */
  static final List<String> FAILURES =
      List.of("java/lang/IndexOutOfBoundsException", "java/lang/ArithmeticException");

  /** More are left to the dispatch at the top. */
  private static final int MAX_RETURN_SITES = 8;

  private final Region region;
  private final Intrinsics intrinsics;
  private final String className;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
  private final MethodBody body;
  private final InstructionWriter instructions;
  private final NavigableMap<Integer, Label> blocks = new TreeMap<>();
  private final Map<Integer, Label> exits = new TreeMap<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Label dispatch = new Label();
  private final Label exit = new Label();
  private final Label spill = new Label();
  private final Label fault = new Label();
  private final Label refused = new Label();
  private final Label storedIntoCode = new Label();

  private RegionWriter(Region region, Intrinsics intrinsics) {
    this.region = region;
    this.intrinsics = intrinsics;
    this.className = CODE_NAME + "At" + Integer.toHexString(region.root());
    writer.visit(V17, ACC_FINAL | ACC_SUPER, className, null, CODE_NAME, null);
    constructor();
    this.body =
        new MethodBody(
            writer.visitMethod(ACC_FINAL, "run", RUN_DESCRIPTOR, null, null),
            className,
            RegisterUse.used(region));
    this.instructions = new InstructionWriter(body, intrinsics);
    region.blocks().keySet().forEach(start -> blocks.put(start, new Label()));
  }

  /** The class, and how large its method is. */
  record Written(byte[] classFile, int methodBytes) {}

  static Written write(Region region, Intrinsics intrinsics) {
    return new RegionWriter(region, intrinsics).write();
  }

  private void constructor() {
    var code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, CODE_NAME, "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private Written write() {
    body.code.visitCode();
    body.fill();
    body.place(dispatch);
    dispatch();
    for (Block block : region.blocks().values()) {
      block(block);
    }
    body.code.visitLineNumber(2 * region.length() + 1, line());
    later.forEach(Runnable::run);
    exits();
    Label last = new Label();
    body.code.visitLabel(last);
    body.code.visitMaxs(0, 0);
    body.code.visitEnd();
    writer.visitEnd();
    return new Written(writer.toByteArray(), last.getOffset());
  }

  private void dispatch() {
    List<Block> checkpoints = region.checkpoints();
    int[] keys = checkpoints.stream().mapToInt(Block::start).toArray();
    Label[] labels = checkpoints.stream().map(b -> label(b.start())).toArray(Label[]::new);
    body.code.visitVarInsn(ILOAD, MethodBody.PC);
    body.code.visitLookupSwitchInsn(exit, keys, labels);
  }

  /** Of a block, or of an exit to code that is not in this region. */
  private Label label(int address) {
    Label block = blocks.get(address);
    return block != null ? block : exits.computeIfAbsent(address, at -> new Label());
  }

  // ---------------------------------------------------------------- blocks

  private void block(Block block) {
    Label again = label(block.start());
    Optional<CountedLoop> loop = CountedLoop.of(block);
    if (loop.isPresent()) {
      body.code.visitLineNumber(region.length() + block.firstIndex() + 1, line());
      body.place(again);
      again = new Label();
      later.addAll(new LoopWriter(loop.get(), body, instructions, refused).write(again));
    }
    body.code.visitLineNumber(block.firstIndex() + 1, line());
    body.place(again);
    oneByOne(block, again);
  }

  /** The block itself, which is where it goes if it repeats itself. */
  private void oneByOne(Block block, Label again) {
    if (block.checkpoint()) {
      body.code.visitVarInsn(ILOAD, MethodBody.BUDGET);
      body.push(block.path());
      body.code.visitJumpInsn(IF_ICMPLT, exits.computeIfAbsent(block.start(), at -> new Label()));
    }
    body.code.visitIincInsn(MethodBody.BUDGET, -block.length());
    for (int i = 0; i < block.length(); i++) {
      Instruction instruction = block.instructions().get(i);
      body.code.visitLineNumber(block.firstIndex() + i + 1, line());
      if (ControlFlow.of(instruction) == ControlFlow.STRAIGHT) {
        instructions.straight(instruction, block.firstIndex() + i, storedIntoCode);
      } else {
        transfer(instruction, block.firstIndex() + i, block, again);
      }
    }
    Label end = line();
    FAILURES.forEach(type -> body.code.visitTryCatchBlock(again, end, fault, type));
    if (ControlFlow.of(block.last()).continues()) {
      goOnAt(block.end(), block);
    }
  }

  private Label line() {
    Label here = new Label();
    body.code.visitLabel(here);
    return here;
  }

  private void goOnAt(int address, Block from) {
    Map.Entry<Integer, Label> following = blocks.higherEntry(from.start());
    if (following == null || following.getKey() != address) {
      body.code.visitJumpInsn(GOTO, label(address));
    }
  }

  private void transfer(Instruction instruction, int index, Block block, Label again) {
    int next = block.end();
    boolean repeats = block.isLoop();
    Opcode opcode = instruction.opcode();
    if (opcode.accessBytes() > 0) {
      body.set(MethodBody.AT, index);
    }
    switch (ControlFlow.of(instruction)) {
      case BRANCH -> branch(instruction, repeats ? again : label(instruction.imm32()));
      case JUMP -> body.code.visitJumpInsn(GOTO, label(instruction.imm32()));
      case JUMP_ANYWHERE -> {
        body.load(instruction.rs());
        body.callSemantics(opcode);
        goToPc();
      }
      case CALL -> {
        int target = instruction.imm32();
        instructions.pushing(opcode, () -> body.push(Integer.toUnsignedLong(next)));
        instructions.barrier(opcode.accessBytes(), exits.computeIfAbsent(target, t -> new Label()));
        body.code.visitJumpInsn(GOTO, label(target));
      }
      case CALL_ANYWHERE -> {
        body.load(instruction.rs());
        body.code.visitInsn(L2I);
        body.code.visitVarInsn(ISTORE, MethodBody.PC);
        instructions.pushing(opcode, () -> body.push(Integer.toUnsignedLong(next)));
        instructions.barrier(opcode.accessBytes(), exit);
        body.code.visitJumpInsn(GOTO, dispatch);
      }
      case RETURN -> {
        instructions.popping(opcode);
        body.code.visitInsn(L2I);
        body.code.visitVarInsn(ISTORE, MethodBody.PC);
        goBack();
      }
      case STRAIGHT, LEFT_ALONE, LEFT_FOR_GOOD ->
          throw new IllegalArgumentException(opcode + " leads nowhere else");
    }
  }

  private void branch(Instruction instruction, Label target) {
    body.load(instruction.rd());
    instructions.source(instruction);
    if (!intrinsics.branch(instruction.opcode(), target, body.code)) {
      body.callSemantics(instruction.opcode());
      body.code.visitJumpInsn(IFNE, target);
    }
  }

  /** To where a call in this region came from, most likely: each return finds its own way. */
  private void goBack() {
    int[] keys = region.returnSites();
    if (keys.length == 0 || keys.length > MAX_RETURN_SITES) {
      body.code.visitJumpInsn(GOTO, dispatch);
      return;
    }
    Label[] labels = Arrays.stream(keys).mapToObj(this::label).toArray(Label[]::new);
    body.code.visitVarInsn(ILOAD, MethodBody.PC);
    body.code.visitLookupSwitchInsn(dispatch, keys, labels);
  }

  private void goToPc() {
    body.code.visitVarInsn(ISTORE, MethodBody.PC);
    body.code.visitJumpInsn(GOTO, dispatch);
  }

  // ----------------------------------------------------------------- exits

  private void exits() {
    for (Map.Entry<Integer, Label> known : exits.entrySet()) {
      body.place(known.getValue());
      body.set(MethodBody.PC, known.getKey());
      body.code.visitJumpInsn(GOTO, exit);
    }
    body.placeHandler(fault);
    body.code.visitInsn(POP);
    body.place(refused);
    leave(Activation.FAULT);
    body.place(storedIntoCode);
    leave(Activation.STORED_INTO_CODE);
    body.place(exit);
    body.set(MethodBody.SCRATCH, Activation.EXIT);
    body.place(spill);
    body.spill(RegisterUse.written(region));
    body.code.visitVarInsn(ILOAD, MethodBody.PC);
    body.code.visitInsn(IRETURN);
  }

  private void leave(int how) {
    body.set(MethodBody.SCRATCH, how);
    body.code.visitJumpInsn(GOTO, spill);
  }
}
