package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.machine.Core;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MachineSnapshot;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.Stop;
import dev.understudy.vm.random.ProgramGenerator;
import org.junit.jupiter.api.Test;

/** What a compiler gets wrong, one guest each; the interpreter says what is right. */
class HardCasesTest {
  private static final int START = 0x1000;
  private static final int HANDLER = 0x400;
  private static final int SIZE = 0x10000;
  private static final int SP = Registers.SP;

  /** No events within the counts of these tests. */
  private static final int QUIET = 1 << 28;

  private final MemoryPool pool = new MemoryPool();
  private final CodeBuilder code = new CodeBuilder(START);
  private final CodeBuilder handler = new CodeBuilder(HANDLER);
  private int handled = -1;

  // ---------------------------------------------------- code that is rewritten

  @Test
  void aStoreOverTheNextInstruction() {
    Label loop = toggling(START + 8 * 9);
    code.emit(Opcode.ST8, 1, 0, 2).emit(Opcode.ADD_IMM, 3, 1);
    repeat(loop);
    assertThat(same(1000).exits()).containsKey(Exit.STORED_INTO_CODE);
  }

  @Test
  void aStoreOverAnEarlierInstruction() {
    Label loop = toggling(START + 8 * 8);
    code.emit(Opcode.ADD_IMM, 3, 1).emit(Opcode.ST8, 1, 0, 2);
    repeat(loop);
    assertThat(same(1000).exits()).containsKey(Exit.STORED_INTO_CODE);
  }

  @Test
  void aStoreOverItself() {
    Label loop = toggling(START + 8 * 8);
    code.emit(Opcode.ST8, 1, 0, 2);
    repeat(loop);
    assertThat(same(1000).exits()).containsKey(Exit.STORED_INTO_CODE);
  }

  @Test
  void aStoreOverCodeInAnotherRegion() {
    int function = 0x3000;
    Label loop = toggling(function);
    code.set(4, function).emit(Opcode.CALL_REG, 4).emit(Opcode.ST8, 1, 0, 2);
    repeat(loop);
    handler.emit(Opcode.HALT);
    CodeBuilder other = new CodeBuilder(function).emit(Opcode.ADD_IMM, 3, 1).emit(Opcode.RET);
    assertThat(same(1000, SIZE, other).exits()).containsKey(Exit.STORED_INTO_CODE);
  }

  @Test
  void aReturnAddressPushedOverCode() {
    skipWhatFaults(FaultKind.ILLEGAL_INSTRUCTION);
    Label function = new Label();
    code.set(5, 1000);
    Label loop = code.label();
    int victim = code.here();
    code.emit(Opcode.NOP).set(SP, victim + 8).emitTo(function, Opcode.CALL).set(SP, 0xf000);
    repeat(loop);
    code.place(function).emit(Opcode.RET);
    assertThat(same(3000).exits()).containsKey(Exit.CALL_STORED_INTO_CODE);
  }

  @Test
  void codeWrittenByADevice() {
    Label loop = toggling(0);
    int victim = code.here();
    code.emit(Opcode.ADD_IMM, 3, 1);
    repeat(loop);
    Image image = image(SIZE);
    byte[] word = new byte[8];
    Semantics.st8(word, 0, Instruction.of(Opcode.ADD_IMM, 3, 77).encode());
    CompilingEngine engine = CompilingEngine.create(0, 10);
    Machine oracle = Machine.boot(image, Interpreter.INSTANCE, pool);
    Machine machine = Machine.boot(image, engine, pool);
    for (Machine one : new Machine[] {oracle, machine}) {
      one.runUntil(500);
      assertThat(one.write(victim, word)).isTrue();
      one.runUntil(1000);
    }
    assertThat(engine.statistics().instructions()).isPositive();
    assertThat(machine.stateHash()).isEqualTo(oracle.stateHash());
  }

  @Test
  void codeRewrittenWithoutEndIsNotCompiledWithoutEnd() {
    Label loop = toggling(START + 8 * 10);
    code.emit(Opcode.ST8, 1, 0, 2).emit(Opcode.SHL_IMM, 4, 1).emit(Opcode.ADD_IMM, 3, 1);
    repeat(loop);
    CompilingEngine engine = CompilingEngine.create(0, 1000);
    Machine machine = Machine.boot(image(SIZE), engine, pool);
    machine.runUntil(7000);
    assertThat(engine.statistics().regions()).isBetween(1L, 60L);
  }

  /** Many hot regions, one of which is rewritten: the others stay where they are. */
  @Test
  void aStoreIntoCodeLeavesOtherRegionsLinked() {
    code.emit(Opcode.MOV_IMM, SP, 0xf000);
    code.emit(Opcode.MOV_IMM, 1, 0x4000).emit(Opcode.MOV_IMM, 5, 20);
    Label loop = code.label();
    code.emit(Opcode.MOV_IMM, 2, code.here() + 16).emit(Opcode.JMP_REG, 2);
    code.emit(Opcode.ADD_IMM, 3, 1).emit(Opcode.CALL_REG, 1);
    repeat(loop);
    CodeBuilder callee = new CodeBuilder(0x4000).emit(Opcode.ADD_IMM, 3, 5).emit(Opcode.RET);
    Image image = image(SIZE, callee);
    Machine machine = Machine.boot(image, CompilingEngine.create(0, 100), pool);
    machine.runUntil(100);
    CodeTable table = (CodeTable) machine.core().watch();
    int linked = table.size();
    assertThat(table.covers(0x4000)).isTrue();
    assertThat(machine.write(0x4038, new byte[] {1})).isTrue();
    assertThat(table.covers(0x4000)).isFalse();
    assertThat(table.covers(loop.address())).isTrue();
    assertThat(table.size()).isBetween(1, linked - 1);
    assertThat(machine.core().marks()[4] & Core.CODE).isZero();
  }

  /** An interrupt without a handler waits; the guest goes on at full speed until it has one. */
  @Test
  void aHandlerIsInstalledForAnInterruptThatWaits() {
    handler.emit(Opcode.ADD_IMM, 6, 1).emit(Opcode.IRET);
    code.emit(Opcode.MOV_IMM, SP, 0xf000).emit(Opcode.MOV_IMM, 1, HANDLER);
    code.emit(Opcode.MOV_IMM, 2, Frame.vectorAddress(Frame.FIRST_LINE + 3));
    code.emit(Opcode.MOV_IMM, 5, 3000).emit(Opcode.STI);
    Label loop = code.label();
    Label skip = new Label();
    code.emit(Opcode.ADD_IMM, 3, 1).emitTo(skip, Opcode.JNE_IMM, 5, 1000);
    code.emit(Opcode.ST8, 2, 0, 1).place(skip);
    repeat(loop);
    for (int step : new int[] {20_000, 997, 100, 7, 1}) {
      CompilingEngine engine = CompilingEngine.create(0, 100);
      EngineComparison duel = duel("in steps of " + step, image(SIZE), engine);
      duel.to(100);
      duel.interpretedMachine().raise(3);
      duel.compiledMachine().raise(3);
      for (int at = 100; duel.to(at); at += step) {}
      assertThat(duel.compiledMachine().register(6)).isEqualTo(1);
      assertThat(step < 50 || engine.statistics().instructions() > 10_000).isTrue();
      duel.park();
    }
  }

  // ------------------------------------------------------- jumps and entries

  @Test
  void aJumpIntoTheMiddleOfABlock() {
    Label middle = new Label();
    code.set(5, 1000);
    Label loop = code.label();
    code.emitTo(middle, Opcode.MOV_IMM, 6).emit(Opcode.ADD_IMM, 3, 1).emit(Opcode.XOR_IMM, 3, 5);
    code.place(middle).emit(Opcode.ADD_IMM, 3, 2);
    code.emit(Opcode.SUB_IMM, 5, 1);
    Label away = new Label();
    code.emitTo(away, Opcode.JEQ_IMM, 5, 0).emit(Opcode.AND_IMM, 3, 0x7fff);
    code.emitTo(loop, Opcode.JGT_IMM, 3, 0x4000).emit(Opcode.JMP_REG, 6);
    code.place(away).emit(Opcode.HALT);
    assertThat(same(4000).exits()).containsKey(Exit.INTO_THE_MIDDLE);
  }

  @Test
  void indirectJumpsToEveryAlignment() {
    for (int offset = 0; offset < 8; offset++) {
      HardCasesTest guest = new HardCasesTest();
      guest.toEveryAlignment(offset);
    }
  }

  private void toEveryAlignment(int offset) {
    handle(FaultKind.INSTRUCTION_FETCH);
    Label back = new Label();
    handler.emitTo(back, Opcode.MOV_IMM, 7).emit(Opcode.ST8, SP, Frame.RETURN_OFFSET, 7);
    handler.emit(Opcode.IRET);
    code.set(5, 100).set(SP, 0xf000);
    Label loop = code.label();
    code.emitTo(back, Opcode.MOV_IMM, 6).emit(Opcode.ADD_IMM, 6, offset);
    code.emit(Opcode.JMP_REG, 6).place(back).emit(Opcode.ADD_IMM, 3, 1);
    repeat(loop);
    Coverage coverage = same(800);
    assertThat(coverage.exits().containsKey(Exit.FETCH_FAULT)).isEqualTo(offset != 0);
  }

  @Test
  void deepRecursionLivesInGuestMemory() {
    Label function = new Label();
    Label out = new Label();
    int size = 1 << 24;
    code.set(SP, size).set(1, 1_000_000).emitTo(function, Opcode.CALL).emit(Opcode.HALT);
    code.place(function).emit(Opcode.SUB_IMM, 1, 1).emitTo(out, Opcode.JLE_IMM, 1, 0);
    code.emitTo(function, Opcode.CALL).place(out).emit(Opcode.ADD_IMM, 2, 1).emit(Opcode.RET);
    Image image = image(size);
    Coverage coverage = new Coverage();
    EngineComparison duel = duel("recursion", image, new CompilingEngine(0, 10, coverage));
    duel.to(2_000_003);
    duel.to(10_000_000);
    assertThat(duel.compiledMachine().stop()).isEqualTo(Stop.HALTED);
    assertThat(duel.compiledMachine().register(2)).isEqualTo(1_000_000);
    assertThat(coverage.instructions()).isGreaterThan(4_000_000);
  }

  @Test
  void recursionWithoutEndMeetsTheEdgeOfMemory() {
    Label function = code.set(SP, 0xf000).label();
    code.emitTo(function, Opcode.CALL);
    assertThat(same(100_000, SIZE).exits()).isNotEmpty();
  }

  // ------------------------------------------------------------------- faults

  @Test
  void faultsWithAHandlerInTheMiddleOfABlock() {
    skipWhatFaults(FaultKind.DIVIDE_BY_ZERO);
    code.set(5, 300).set(SP, 0xf000);
    Label loop = code.label();
    code.emit(Opcode.MOV, 2, 5).emit(Opcode.AND_IMM, 2, 3).set(1, 1000);
    code.emit(Opcode.DIV, 1, 2).emit(Opcode.ADD, 3, 1).emit(Opcode.REMU, 3, 2);
    repeat(loop);
    assertThat(same(4000).exits()).containsKey(Exit.DIVIDE_FAULT);
  }

  @Test
  void accessesThatMoveBeyondTheEdgeOfMemory() {
    skipWhatFaults(FaultKind.MEMORY_ACCESS);
    code.set(5, 400).set(SP, 0x8000).set(1, SIZE - 1000);
    Label loop = code.label();
    code.emit(Opcode.ADD_IMM, 1, 8).emit(Opcode.ST8, 1, 3, 5).emit(Opcode.LD4, 2, 1, 6);
    code.emit(Opcode.ADD, 3, 2);
    repeat(loop);
    Coverage coverage = same(5000);
    assertThat(coverage.exits()).containsKey(Exit.MEMORY_FAULT);
    assertThat(coverage.countedTurns()).isPositive();
  }

  // ------------------------------------------------------ snapshots and forks

  @Test
  void aSnapshotIsRestoredOverCodeThatWasRewrittenMeanwhile() {
    Label loop = toggling(0);
    int victim = code.here();
    code.emit(Opcode.ADD_IMM, 3, 1);
    repeat(loop);
    Image image = image(SIZE);
    byte[] word = new byte[8];
    Semantics.st8(word, 0, Instruction.of(Opcode.ADD_IMM, 3, 77).encode());
    Machine oracle = Machine.boot(image, Interpreter.INSTANCE, pool);
    Machine machine = Machine.boot(image, CompilingEngine.create(0, 10), pool);
    machine.runUntil(500);
    MachineSnapshot before = machine.snapshot();
    Machine fork = machine.fork();
    machine.write(victim, word);
    machine.runUntil(1000);
    machine.restore(before);
    machine.runUntil(2000);
    fork.runUntil(2000);
    oracle.runUntil(2000);
    assertThat(machine.stateHash()).isEqualTo(oracle.stateHash());
    assertThat(fork.stateHash()).isEqualTo(oracle.stateHash());
  }

  @Test
  void machinesAndForksOfOneProgramShareWhatWasCompiled() {
    Label loop = toggling(0);
    code.emit(Opcode.ADD_IMM, 3, 1);
    repeat(loop);
    Image image = image(SIZE);
    CompilingEngine engine = CompilingEngine.create(0, 100);
    Machine primary = Machine.boot(image, engine, pool);
    primary.runUntil(2000);
    long compiled = engine.statistics().regions();
    Machine backup = Machine.boot(image, engine, pool);
    backup.runUntil(2000);
    assertThat(compiled).isPositive();
    assertThat(engine.statistics().regions()).isEqualTo(compiled);
    runFork(backup); // Where it begins may become an entry of its own, once.
    long withFork = engine.statistics().regions();
    for (int i = 0; i < 100; i++) {
      runFork(backup);
    }
    assertThat(engine.statistics().regions()).isEqualTo(withFork);
    assertThat(withFork).isBetween(compiled, compiled + 1);
  }

  private static void runFork(Machine machine) {
    Machine fork = machine.fork();
    fork.runUntil(machine.retired() + 500);
    fork.park();
  }

  // ------------------------------------------------------------ hostile guests

  @Test
  void aBasicBlockOfAHundredThousandInstructions() {
    Label loop = code.set(5, 3).label();
    for (int i = 0; i < 100_000; i++) {
      code.emit(Opcode.ADD_IMM, i % 5, i);
    }
    repeat(loop);
    Coverage coverage = new Coverage();
    EngineComparison duel = duel("giant", image(1 << 20), new CompilingEngine(0, 1000, coverage));
    duel.to(150_000);
    duel.to(400_000);
    assertThat(duel.compiledMachine().stop()).isEqualTo(Stop.HALTED);
    assertThat(coverage.instructions()).isPositive();
  }

  @Test
  void tenThousandBlocks() {
    Label loop = code.set(5, 5).label();
    for (int i = 0; i < 10_000; i++) {
      Label next = new Label();
      code.emitTo(next, Opcode.JGT_IMM, i % 5, i % 7).emit(Opcode.ADD_IMM, i % 5, 1);
      code.place(next);
    }
    repeat(loop);
    Coverage coverage = new Coverage();
    EngineComparison duel = duel("blocks", image(1 << 18), new CompilingEngine(0, 1000, coverage));
    duel.to(33_333);
    duel.to(400_000);
    assertThat(duel.compiledMachine().stop()).isEqualTo(Stop.HALTED);
    assertThat(coverage.instructions()).isPositive();
  }

  @Test
  void randomBytes() {
    for (long seed = 0; seed < 300; seed++) {
      Image image = ProgramGenerator.noise(seed);
      EngineComparison duel =
          new EngineComparison(
              "noise " + seed, image, CompilingEngine.create(0, 16), seed, 100, pool);
      duel.to(300);
      duel.to(2000);
      duel.park();
    }
  }

  @Test
  void anEndlessLoopHonoursTinyBudgets() {
    Label self = code.label();
    code.emitTo(self, Opcode.JMP);
    Machine machine = Machine.boot(image(SIZE), CompilingEngine.create(0, 10), pool);
    for (int count = 0; count < 3000; count += 1 + count % 3) {
      assertThat(machine.runUntil(count)).isEqualTo(Stop.COUNT);
      assertThat(machine.retired()).isEqualTo(count);
    }
  }

  /** A replayer that has no entry yet waits at the count before the instruction, without it. */
  @Test
  void aReplayerStallsBeforeAnInstruction() {
    Label loop = code.set(5, 1000).label();
    code.emit(Opcode.ADD_IMM, 3, 1).emit(Opcode.RDTSC, 4);
    repeat(loop);
    Machine machine = Machine.boot(image(SIZE), CompilingEngine.create(0, 10), pool);
    for (long turn = 0; turn < 500; turn++) {
      long before = 2 + 4 * turn;
      assertThat(machine.runUntil(before)).isEqualTo(Stop.COUNT);
      assertThat(machine.retired()).isEqualTo(before);
      assertThat(machine.runUntil(before + 1)).isEqualTo(Stop.CLOCK_READ);
      assertThat(machine.retired()).isEqualTo(before);
      machine.completeRead(turn);
    }
  }

  // -------------------------------------------------------------------- guests

  /** A loop of 1000 turns whose r2 is by turns one of two instructions; seven are before it. */
  private Label toggling(int victim) {
    long one = Instruction.of(Opcode.ADD_IMM, 3, 1).encode();
    long two = Instruction.of(Opcode.XOR_IMM, 3, 77).encode();
    code.emit(Opcode.MOV_IMM, 2, (int) one).emit(Opcode.MOVHI, 2, (int) (one >> 32));
    code.emit(Opcode.MOV_IMM, 4, (int) (one ^ two));
    code.emit(Opcode.MOVHI, 4, (int) ((one ^ two) >> 32));
    code.emit(Opcode.MOV_IMM, 1, victim).emit(Opcode.MOV_IMM, 5, 1000);
    code.emit(Opcode.MOV_IMM, SP, 0xf000);
    Label loop = code.label();
    code.emit(Opcode.XOR, 2, 4);
    return loop;
  }

  /** Ends a loop that is counted down in r5, and the program. */
  private void repeat(Label loop) {
    code.emit(Opcode.SUB_IMM, 5, 1).emitTo(loop, Opcode.JGT_IMM, 5, 0).emit(Opcode.HALT);
  }

  private void handle(FaultKind kind) {
    handled = kind.vector();
  }

  private void skipWhatFaults(FaultKind kind) {
    handle(kind);
    handler.emit(Opcode.LD8, 7, SP, Frame.RETURN_OFFSET).emit(Opcode.ADD_IMM, 7, 8);
    handler.emit(Opcode.ST8, SP, Frame.RETURN_OFFSET, 7).emit(Opcode.IRET);
  }

  private Image image(int size, CodeBuilder... more) {
    byte[] memory = new byte[size];
    code.writeTo(memory);
    handler.writeTo(memory);
    for (CodeBuilder one : more) {
      one.writeTo(memory);
    }
    if (handled >= 0) {
      Semantics.st8(memory, Frame.vectorAddress(handled), HANDLER);
    }
    return Image.of(memory, START, size);
  }

  private EngineComparison duel(String name, Image image, Engine engine) {
    return new EngineComparison(name, image, engine, 1, QUIET, pool);
  }

  private Coverage same(int length) {
    return same(length, SIZE);
  }

  /** Runs a guest at once, in pieces, and count by count; returns how compiled code was left. */
  private Coverage same(int length, int size, CodeBuilder... more) {
    Image image = image(size, more);
    Coverage coverage = new Coverage();
    for (int step : new int[] {length, 97, 13, 3}) {
      EngineComparison duel =
          duel("in steps of " + step, image, new CompilingEngine(0, 16, coverage));
      for (int at = 0; at < length; at += step) {
        if (!duel.to(at + step)) {
          break;
        }
      }
      duel.park();
    }
    assertThat(coverage.instructions()).isPositive();
    return coverage;
  }
}
