package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.bytes;
import static dev.understudy.vm.asm.Sources.code;
import static dev.understudy.vm.asm.Sources.image;
import static dev.understudy.vm.asm.Sources.includes;
import static dev.understudy.vm.asm.Sources.quad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AssemblerTest {

  @Test
  void instructionsLieOneAfterTheOtherFrom0x1000() {
    Image image = code("  add r1, r2", "  halt");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.ADD, 1, 2, 0, 0));
    assertThat(quad(image, 0x1008)).isEqualTo(Instruction.of(Opcode.HALT).encode());
    assertThat(image.length()).isEqualTo(0x1009);
    assertThat(image.entry()).isEqualTo(0x1000);
    assertThat(image.memorySize()).isEqualTo(1 << 20);
  }

  @Test
  void theFormOfTheOperandsPicksTheRow() {
    Image image = code("  mov r1, r2", "  mov r1, -2", "  jmp r3", "  jmp 0x2000");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.MOV, 1, 2, 0, 0));
    assertThat(quad(image, 0x1008)).isEqualTo(encoded(Opcode.MOV_IMM, 1, 0, 0, -2));
    assertThat(quad(image, 0x1010)).isEqualTo(encoded(Opcode.JMP_REG, 0, 3, 0, 0));
    assertThat(quad(image, 0x1018)).isEqualTo(encoded(Opcode.JMP, 0, 0, 0, 0x2000));
  }

  @Test
  void memoryOperandsAreABaseAndAnOffset() {
    Image image =
        code("  ld8 r1, [r2]", "  ld4 r1, [sp + 4 * 2]", "  st1 [r3 - 8 + 1], r4", "  .equ A, 5");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.LD8, 1, 2, 0, 0));
    assertThat(quad(image, 0x1008)).isEqualTo(encoded(Opcode.LD4, 1, 15, 0, 8));
    assertThat(quad(image, 0x1010)).isEqualTo(encoded(Opcode.ST1, 3, 4, 0, -7));
  }

  @Test
  void branchesTakeAbsoluteTargetsForwardsAndBackwards() {
    Image image = code(".up: jeq r1, -1, .down", "  jltu r1, r2, .up", ".down: ret");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.JEQ_IMM, 1, 0, -1, 0x1010));
    assertThat(quad(image, 0x1008)).isEqualTo(encoded(Opcode.JLTU, 1, 2, 0, 0x1000));
  }

  @Test
  void portsAndUpperHalvesArePatternsOf32Bits() {
    Image image = code("  out 0xffffffff, r1", "  in r2, 0x10", "  movhi r3, 0x9e3779b9");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.OUT, 0, 1, 0, -1));
    assertThat(quad(image, 0x1008)).isEqualTo(encoded(Opcode.IN, 2, 0, 0, 0x10));
    assertThat(quad(image, 0x1010)).isEqualTo(encoded(Opcode.MOVHI, 3, 0, 0, 0x9e3779b9));
  }

  @Test
  void aWideConstantBecomesTwoInstructions() {
    Image image =
        code(
            "  .equ BIG, 1 << 40",
            "  mov r1, 0x123456789abcdef0",
            "  mov r2, BIG",
            "  mov r3, 0x80000000",
            "  mov r4, -0x80000000",
            "  mov r5, 0xffffffffffffffff",
            "end:");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.MOV_IMM, 1, 0, 0, 0x9abcdef0));
    assertThat(quad(image, 0x1008)).isEqualTo(encoded(Opcode.MOVHI, 1, 0, 0, 0x12345678));
    assertThat(quad(image, 0x1010)).isEqualTo(encoded(Opcode.MOV_IMM, 2, 0, 0, 0));
    assertThat(quad(image, 0x1018)).isEqualTo(encoded(Opcode.MOVHI, 2, 0, 0, 256));
    assertThat(quad(image, 0x1020)).isEqualTo(encoded(Opcode.MOV_IMM, 3, 0, 0, Integer.MIN_VALUE));
    assertThat(quad(image, 0x1028)).isEqualTo(encoded(Opcode.MOVHI, 3, 0, 0, 0));
    assertThat(quad(image, 0x1030)).isEqualTo(encoded(Opcode.MOV_IMM, 4, 0, 0, Integer.MIN_VALUE));
    assertThat(quad(image, 0x1038)).isEqualTo(encoded(Opcode.MOV_IMM, 5, 0, 0, -1));
    assertThat(image.symbols()).containsEntry("end", 0x1040);
  }

  @Test
  void theAddressOfALabelFurtherDownTakesOneInstruction() {
    Image image = code("  mov r1, text", "  halt", "text: .byte 7");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.MOV_IMM, 1, 0, 0, 0x1010));
  }

  @Test
  void mnemonicsRegistersAndDirectivesMayBeInCapitals() {
    Image image = code("  ADD R1, SP", "  .BYTE 1");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.ADD, 1, 15, 0, 0));
    assertThat(bytes(image, 0x1008)).isEqualTo("01");
  }

  @Test
  void dataIsLittleEndianAndOfTheWidthItsDirectiveSays() {
    Image image =
        code(
            "  .byte 1, -1, 255, 'a'",
            "  .half 0x1234, -2",
            "  .word 0xffffffff",
            "  .quad start, 0x0102030405060708");

    assertThat(bytes(image, 0x1000))
        .isEqualTo(
            "01 ff ff 61 34 12 fe ff ff ff ff ff"
                + " 00 10 00 00 00 00 00 00 08 07 06 05 04 03 02 01");
  }

  @Test
  void textsAreUtf8AndEscapesAreBytes() {
    Image image =
        code("  .ascii \"aé\", \"\\n\\t\\r\\\\\\\"\\'\\xff\"", "  .asciz \"b\"", "  .byte 1");

    assertThat(bytes(image, 0x1000)).isEqualTo("61 c3 a9 0a 09 0d 5c 22 27 ff 62 00 01");
  }

  @Test
  void characterLiteralsAreCodePoints() {
    Image image = code("  .word 'é', '😀', '\\'', ';', '#', '\\x80'");

    assertThat(bytes(image, 0x1000))
        .isEqualTo("e9 00 00 00 00 f6 01 00 27 00 00 00 3b 00 00 00 23 00 00 00 80");
  }

  @Test
  void spaceLeavesRoomAndFillsIt() {
    Image image = code("  .space 2", "  .space 3, 0xaa", "  .byte 1", "  .space 1000");

    assertThat(bytes(image, 0x1000)).isEqualTo("00 00 aa aa aa 01");
  }

  @Test
  void contentsEndWithTheLastByteThatIsNotZero() {
    assertThat(code("  .quad 1, 0, 0").length()).isEqualTo(0x1001);
    assertThat(code("  .space 100").length()).isZero();
  }

  @Test
  void alignGoesToTheNextMultiple() {
    Image image = code("  .byte 1", "  .align 4", "  .byte 2", "  .align 1", "x: .align 16", "y:");

    assertThat(bytes(image, 0x1000)).isEqualTo("01 00 00 00 02");
    assertThat(image.symbols()).containsEntry("x", 0x1005).containsEntry("y", 0x1010);
  }

  @Test
  void orgGoesForwardsAndBackwards() {
    Image image = code("  .org 0x1008", "  .byte 2", "  .org 0x1000", "  .byte 1");

    assertThat(bytes(image, 0x1000)).isEqualTo("01 00 00 00 00 00 00 00 02");
  }

  @Test
  void eachChangeOfSectionStartsANewPage() {
    Image image =
        code("  halt", " .data", "a: .byte 1", " .data", "b: .byte 2", " .text", "c: halt");

    assertThat(image.symbols())
        .containsEntry("a", 0x2000)
        .containsEntry("b", 0x2001)
        .containsEntry("c", 0x3000);
  }

  @Test
  void vectorFillsTheTableAndStaysWhereItIs() {
    Image image = code("  nop", "  .vector 0x80, handler", "handler: iret");

    assertThat(quad(image, 0x80)).isEqualTo(0x1008);
    assertThat(image.symbols()).containsEntry("handler", 0x1008);
  }

  @Test
  void entryAndMemoryMayStandAnywhere() {
    Image image = image("  nop", "main: halt", "  .entry main", "  .memory 2M");

    assertThat(image.entry()).isEqualTo(0x1008);
    assertThat(image.memorySize()).isEqualTo(2 << 20);
  }

  @Test
  void localLabelsBelongToTheGlobalLabelAbove() {
    Image image =
        image(".x: nop", "start: jmp .x", ".x: jmp .x", "other: jmp .x", ".x: jmp start.x");

    assertThat(image.symbols())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "_.x", 0x1000,
                    "start", 0x1008,
                    "start.x", 0x1010,
                    "other", 0x1018,
                    "other.x", 0x1020)));
    assertThat(quad(image, 0x1008)).isEqualTo(encoded(Opcode.JMP, 0, 0, 0, 0x1010));
    assertThat(quad(image, 0x1018)).isEqualTo(encoded(Opcode.JMP, 0, 0, 0, 0x1020));
    assertThat(quad(image, 0x1020)).isEqualTo(encoded(Opcode.JMP, 0, 0, 0, 0x1010));
  }

  @Test
  void severalLabelsMayStandOnALineAndNothingElse() {
    Image image = image("start: a: b:", "c:", "  halt");

    assertThat(image.symbols().values()).containsOnly(0x1000);
    assertThat(image.symbols()).hasSize(4);
  }

  @Test
  void aLabelMayHaveTheNameOfAnInstruction() {
    Image image = code("halt: jmp halt");

    assertThat(quad(image, 0x1000)).isEqualTo(encoded(Opcode.JMP, 0, 0, 0, 0x1000));
  }

  @Test
  void instructionsKnowWhereTheyWereWritten() {
    Assembly assembly =
        Assembler.assemble(
            "p.asm",
            "start: nop\n.include \"lib.inc\"\n  mov r1, 1 << 40\n  .byte 1\n",
            includes("lib.inc", "\n\n  ret\n"));

    assertThat(assembly.orThrow().sourceLines())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    0x1000, new SourceLine("p.asm", 1),
                    0x1008, new SourceLine("lib.inc", 3),
                    0x1010, new SourceLine("p.asm", 3),
                    0x1018, new SourceLine("p.asm", 3))));
  }

  @Test
  void includesStandWhereTheyAreNamed() {
    Assembly assembly =
        Assembler.assemble(
            "p.asm",
            ".include \"a\"\nstart: mov r1, NINE",
            includes("a", ".include \"é b\"\n", "é b", ".equ NINE, 9"));

    assertThat(quad(assembly.orThrow(), 0x1000)).isEqualTo(encoded(Opcode.MOV_IMM, 1, 0, 0, 9));
  }

  @Test
  void linesMayEndInAnyUsualWayAndStartWithAByteOrderMark() {
    Image image = image("\uFEFFstart:\tnop ; one\r\n\thalt # two\r\tret");

    assertThat(quad(image, 0x1008)).isEqualTo(Instruction.of(Opcode.HALT).encode());
    assertThat(quad(image, 0x1010)).isEqualTo(Instruction.of(Opcode.RET).encode());
    assertThat(image.sourceLine(0x1010)).contains(new SourceLine("p.asm", 3));
  }

  private static long encoded(Opcode opcode, int rd, int rs, int imm16, int imm32) {
    return new Instruction(opcode, rd, rs, imm16, imm32).encode();
  }
}
