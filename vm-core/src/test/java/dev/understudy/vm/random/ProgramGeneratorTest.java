package dev.understudy.vm.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Random programs are worth running only if they get everywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramGeneratorTest {
  private static final int PROGRAMS = 300;
  private static final int LENGTH = 1000;

  private final Map<Opcode, Integer> retired = new EnumMap<>(Opcode.class);
  private final EnumSet<FaultKind> delivered = EnumSet.noneOf(FaultKind.class);
  private final List<FaultReport> reports = new ArrayList<>();
  private final EnumSet<Stop> ends = EnumSet.noneOf(Stop.class);
  private int interrupts;
  private int rewritten;
  private int survivors;

  @BeforeAll
  void runPrograms() {
    MemoryPool pool = new MemoryPool();
    for (long seed = 0; seed < PROGRAMS; seed++) {
      Image image = ProgramGenerator.program(seed);
      byte[] contents = image.contents();
      Machine machine = Machine.boot(image, Interpreter.INSTANCE, pool);
      RandomWorld world = new RandomWorld(seed, 60);
      for (int count = 1; count <= LENGTH && !machine.stop().isEnd(); count++) {
        step(machine, world, contents, count);
      }
      survivors += machine.stop().isEnd() ? 0 : 1;
      ends.add(machine.stop());
      machine.fault().ifPresent(reports::add);
      machine.park();
    }
  }

  private void step(Machine machine, RandomWorld world, byte[] contents, int count) {
    int pc = machine.pc();
    int pending = machine.pendingLines();
    boolean enabled = machine.interruptsEnabled();
    byte[] bytes = new byte[8];
    boolean readable = machine.read(pc, bytes);
    rewritten += readable && !Arrays.equals(contents, pc, pc + 8, bytes, 0, 8) ? 1 : 0;
    world.run(machine, count);
    boolean quiet = !enabled || (machine.interruptsEnabled() && machine.pendingLines() == 0);
    interrupts += Integer.bitCount(pending & ~machine.pendingLines());
    if (!readable || !quiet || machine.retired() != count) {
      return;
    }
    Instruction.decode(Semantics.ld8(bytes, 0))
        .ifPresent(instruction -> retired.merge(instruction.opcode(), 1, Integer::sum));
    noteFault(machine, pc);
  }

  /** A frame that returns to where we just were is that of a fault there. */
  private void noteFault(Machine machine, int pc) {
    byte[] frame = new byte[24];
    if (machine.read((int) machine.register(15), frame)
        && (int) Semantics.ld8(frame, 0) == pc
        && !machine.interruptsEnabled()) {
      int vector = (int) Semantics.ld8(frame, 8) >>> 8;
      if (vector < FaultKind.values().length) {
        delivered.add(FaultKind.values()[vector]);
      }
    }
  }

  @Test
  void everyInstructionOccurs() {
    assertThat(retired.keySet()).contains(Opcode.values());
    assertThat(retired.values()).allMatch(times -> times > 5);
  }

  @Test
  void everyFaultIsTakenByHandlers() {
    EnumSet<FaultKind> faults = EnumSet.allOf(FaultKind.class);
    faults.remove(FaultKind.TRAP);
    assertThat(delivered).containsAll(faults);
  }

  @Test
  void everyEndOccursAndStillMostProgramsGoOn() {
    assertThat(reports).extracting(FaultReport::reason).contains(FaultReport.Reason.values());
    assertThat(ends).contains(Stop.COUNT, Stop.HALTED, Stop.FAULTED);
    assertThat(survivors).isGreaterThan(PROGRAMS / 2);
  }

  @Test
  void interruptsAreTakenAndRewrittenCodeIsExecuted() {
    assertThat(interrupts).isGreaterThan(PROGRAMS);

    assertThat(rewritten).isGreaterThan(1000);
  }

  @Test
  void aSeedIsAProgram() {
    assertThat(ProgramGenerator.program(7).hash()).isEqualTo(ProgramGenerator.program(7).hash());
    assertThat(ProgramGenerator.program(7).hash()).isNotEqualTo(ProgramGenerator.program(8).hash());
    assertThat(ProgramGenerator.noise(7).hash()).isEqualTo(ProgramGenerator.noise(7).hash());
  }
}
