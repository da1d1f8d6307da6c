package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.code;
import static dev.understudy.vm.asm.Sources.quad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

final class DisassemblerTest {
  private static final int MEMORY = 1 << 20;

  @Test
  void aListingShowsAddressesBytesInstructionsAndWhereTheyWereWritten() {
    Image image =
        code(
            "  mov r1, text",
            ".again: jgeu r1, r2, .again",
            "  st4 [sp - 16], r14",
            "  halt",
            " .data",
            "text: .ascii \"Hello, world\"",
            "zeros: .space 40",
            "after: .byte 1");

    assertThat(text(image, Disassembler::listing))
        .isEqualTo(
            """
            00000000                           .space 4096
            start:
            00001000  11 01 00 00 00 20 00 00  mov   r1, 8192                  ; = text  p.asm:2
            start.again:
            00001008  62 21 00 00 08 10 00 00  jgeu  r1, r2, start.again       ; p.asm:3
            00001010  4a ef 00 00 f0 ff ff ff  st4   [sp - 16], r14            ; p.asm:4
            00001018  02 00 00 00 00 00 00 00  halt                            ; p.asm:5
            00001020                           .space 4064
            text:
            00002000  48 65 6c 6c 6f 2c 20 77  .quad 0x77202c6f6c6c6548  ; Hello, w
            00002008  6f 72 6c 64              .byte 0x6f, 0x72, 0x6c, 0x64  ; orld
            zeros:
            0000200c                           .space 40
            after:
            00002034  01                       .byte 0x01
            """);
  }

  @Test
  void theSourceSaysMemoryEntryAndLabels() {
    Image image = code("  jmp end", "  .memory 64K", " .org 64K - 8", "room: .space 8", "end:");

    assertThat(text(image, Disassembler::source))
        .isEqualTo(
            """
                    .memory 0x10000
                    .entry  start
                    .org    0
                    .space 4096
            start:
                    jmp   end
                    .space 61424
            room:
                    .space 8
            end:
            """);
  }

  @Test
  void aSingleWordIsAnInstructionOrNothing() {
    long jump = new Instruction(Opcode.JMP, 0, 0, 0, 0x1008).encode();
    Image image = code("  nop", "there: nop");

    assertThat(Disassembler.instruction(jump, Labels.none())).contains("jmp   0x1008");
    assertThat(Disassembler.instruction(jump, Labels.of(image))).contains("jmp   there");
    assertThat(Disassembler.instruction(0, Labels.none())).isEmpty();
    assertThat(Disassembler.instruction(jump | 0x100, Labels.none())).isEmpty();
  }

  @Test
  void labelsSayWhereAnAddressIs() {
    Labels labels = Labels.of(code("  nop", "b: a: nop", "  nop"));

    assertThat(labels.at(0x1008)).contains("a");
    assertThat(labels.at(0x1004)).isEmpty();
    assertThat(labels.describe(0x1000)).isEqualTo("start");
    assertThat(labels.describe(0x101c)).isEqualTo("a+0x14");
    assertThat(labels.describe(0xff8)).isEqualTo("0xff8");
    assertThat(labels.describe(-8)).isEqualTo("a+0xffffeff0");
  }

  @Test
  void namesThatNoSourceCouldUseAreNoLabels() {
    Map<String, Integer> symbols = new TreeMap<>();
    List.of("r1", "SP", "", "a b", "x:", ".local", "1st", "é", "a..b", "a.")
        .forEach(name -> symbols.put(name, 0));
    Image image = new Image(new byte[] {1}, 0, MEMORY, symbols, new TreeMap<>());

    assertThat(text(image, Disassembler::source)).doesNotContain(":");
  }

  /** Every row of the table, with operands at the edges of their fields and inside. */
  @Test
  void everyInstructionAssemblesBackToItself() {
    for (Opcode opcode : Opcode.values()) {
      for (int seed = 0; seed < 50; seed++) {
        Instruction instruction = instruction(opcode, new SourceDice(seed));
        String text = Disassembler.instruction(instruction.encode(), Labels.none()).orElseThrow();

        Image image = code(text);

        assertThat(quad(image, 0x1000))
            .as("%s, seed %d", text, seed)
            .isEqualTo(instruction.encode());
        assertThat(image.length()).as(text).isLessThanOrEqualTo(0x1008);
      }
    }
  }

  @Test
  void imagesOfRandomInstructionsAssembleBack() {
    for (int seed = 0; seed < 40; seed++) {
      SourceDice dice = new SourceDice(seed);
      assembleBack(
          seed,
          bytes(dice, word -> word.accept(instruction(anyOpcode(dice), dice).encode())),
          dice);
    }
  }

  @Test
  void imagesOfRandomBytesAssembleBack() {
    for (int seed = 0; seed < 40; seed++) {
      SourceDice dice = new SourceDice(seed);
      assembleBack(seed, bytes(dice, word -> word.accept(anyWord(dice))), dice);
    }
  }

  private static void assembleBack(int seed, byte[] contents, SourceDice dice) {
    Map<String, Integer> symbols = new TreeMap<>();
    for (int i = dice.below(20); i > 0; i--) {
      symbols.put(
          "s" + dice.below(100), dice.below(dice.oneIn(3) ? MEMORY + 1 : contents.length + 1));
    }
    int entry = dice.below(MEMORY / 8) * 8;
    Image image = new Image(contents, entry, MEMORY, symbols, new TreeMap<>());

    Assembly again =
        Assembler.assemble("again.asm", text(image, Disassembler::source), Includes.none());

    assertThat(again.report()).as("seed %d", seed).isEmpty();
    assertThat(again.orThrow().contents()).as("seed %d", seed).isEqualTo(trimmed(contents));
    assertThat(again.orThrow().entry()).as("seed %d", seed).isEqualTo(entry);
    assertThat(again.orThrow().memorySize()).as("seed %d", seed).isEqualTo(MEMORY);
    assertThat(again.orThrow().symbols()).as("seed %d", seed).isEqualTo(symbols);
  }

  private static byte[] trimmed(byte[] contents) {
    int length = contents.length;
    while (length > 0 && contents[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(contents, length);
  }

  private static byte[] bytes(SourceDice dice, Consumer<LongConsumer> words) {
    List<Byte> bytes = new ArrayList<>();
    for (int i = dice.below(200); i > 0; i--) {
      words.accept(
          word -> {
            for (int b = 0; b < 8; b++) {
              bytes.add((byte) (word >> (8 * b)));
            }
          });
    }
    byte[] result = new byte[Math.max(0, bytes.size() - dice.below(8))];
    for (int i = 0; i < result.length; i++) {
      result[i] = bytes.get(i);
    }
    return result;
  }

  private static long anyWord(SourceDice dice) {
    return switch (dice.below(5)) {
      case 0 -> 0;
      case 1 -> dice.bits();
      case 2 -> dice.bits() & 0xff;
      case 3 -> instruction(anyOpcode(dice), dice).encode() | (1L << dice.below(64));
      default -> 0x2020_6f6c_6c65_4800L;
    };
  }

  private static Opcode anyOpcode(SourceDice dice) {
    return dice.pick(List.of(Opcode.values()));
  }

  private static Instruction instruction(Opcode opcode, SourceDice dice) {
    List<Operand> operands = opcode.format().operands();
    boolean rd = operands.contains(Operand.RD) || operands.contains(Operand.MEMORY_RD);
    boolean rs = operands.contains(Operand.RS) || operands.contains(Operand.MEMORY_RS);
    boolean imm16 = operands.contains(Operand.IMM16);
    boolean imm32 = opcode.format().uses(Operand.IMM32);
    return new Instruction(
        opcode,
        rd ? dice.below(16) : 0,
        rs ? dice.below(16) : 0,
        imm16 ? (short) dice.number() : 0,
        imm32 ? dice.number() : 0);
  }

  private static String text(Image image, BiConsumer<Image, Consumer<String>> writer) {
    StringBuilder out = new StringBuilder();
    writer.accept(image, line -> out.append(line).append('\n'));
    return out.toString();
  }

  @Test
  void anEntryThatNoSourceCanSayIsAComment() {
    Image image = Image.of(new byte[] {1}, 0x1003, MEMORY);

    assertThat(text(image, Disassembler::source)).contains(".entry  0 ; of the image: 0x1003");
    assertThat(
            Assembler.assemble("p.asm", text(image, Disassembler::source), Includes.none())
                .image()
                .map(Image::length))
        .isEqualTo(Optional.of(1));
  }
}
