package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes WebAssembly modules: one memory, functions that each take one number and return an {@code
 * i64}, the first exported as {@code run}. It knows the instructions that {@link WasmKernels} uses,
 * in the specification's text format without its parentheses.
 */
final class WasmModule {
  private static final int I32 = 0x7f;
  private static final int I64 = 0x7e;
  private static final int NO_RESULT = 0x40;

  /** What follows an opcode. */
  private enum Immediate {
    NONE,
    INDEX,
    CONSTANT,
    BLOCK,
    OFFSET
  }

  /** The log2 of the alignment matters only where there is an offset. */
  private record Instruction(String name, int opcode, Immediate immediate, int align) {
    Instruction(String name, int opcode, Immediate immediate) {
      this(name, opcode, immediate, 0);
    }

    Instruction(String name, int opcode) {
      this(name, opcode, Immediate.NONE, 0);
    }
  }

  private static final Map<String, Instruction> INSTRUCTIONS =
      List.of(
              new Instruction("block", 0x02, Immediate.BLOCK),
              new Instruction("loop", 0x03, Immediate.BLOCK),
              new Instruction("if", 0x04, Immediate.BLOCK),
              new Instruction("end", 0x0b),
              new Instruction("br", 0x0c, Immediate.INDEX),
              new Instruction("br_if", 0x0d, Immediate.INDEX),
              new Instruction("return", 0x0f),
              new Instruction("call", 0x10, Immediate.INDEX),
              new Instruction("local.get", 0x20, Immediate.INDEX),
              new Instruction("local.set", 0x21, Immediate.INDEX),
              new Instruction("local.tee", 0x22, Immediate.INDEX),
              new Instruction("i32.load", 0x28, Immediate.OFFSET, 2),
              new Instruction("i64.load", 0x29, Immediate.OFFSET, 3),
              new Instruction("i32.load8_u", 0x2d, Immediate.OFFSET, 0),
              new Instruction("i32.store", 0x36, Immediate.OFFSET, 2),
              new Instruction("i64.store", 0x37, Immediate.OFFSET, 3),
              new Instruction("i32.store8", 0x3a, Immediate.OFFSET, 0),
              new Instruction("i32.const", 0x41, Immediate.CONSTANT),
              new Instruction("i64.const", 0x42, Immediate.CONSTANT),
              new Instruction("i32.eqz", 0x45),
              new Instruction("i32.ne", 0x47),
              new Instruction("i32.lt_u", 0x49),
              new Instruction("i32.ge_u", 0x4f),
              new Instruction("i64.lt_s", 0x53),
              new Instruction("i32.add", 0x6a),
              new Instruction("i32.sub", 0x6b),
              new Instruction("i32.mul", 0x6c),
              new Instruction("i32.and", 0x71),
              new Instruction("i32.xor", 0x73),
              new Instruction("i32.shl", 0x74),
              new Instruction("i32.shr_u", 0x76),
              new Instruction("i64.add", 0x7c),
              new Instruction("i64.sub", 0x7d),
              new Instruction("i64.mul", 0x7e),
              new Instruction("i64.xor", 0x85),
              new Instruction("i64.shl", 0x86),
              new Instruction("i64.shr_u", 0x88),
              new Instruction("i64.extend_i32_u", 0xad))
          .stream()
          .collect(Collectors.toUnmodifiableMap(Instruction::name, Function.identity()));

  /**
   * A function.
   *
   * @param parameter the type of local 0
   * @param locals the types of the locals after it
   * @param body what ends with an {@code i64} on the stack
   */
  record Code(String parameter, String locals, String body) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private WasmModule() {}

  /**
   * The module's bytes.
   *
   * @param pages of 64 KiB, all of them zero at the start
   */
  static byte[] encode(int pages, List<Code> functions) {
    WasmModule module = new WasmModule();
    module.out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    module.section(1, types -> functions.forEach(code -> types.type(code)), functions.size());
    module.section(3, indices -> indices.everyIndex(functions.size()), functions.size());
    module.section(5, memory -> memory.octet(0).number(pages), 1);
    module.section(7, exports -> exports.name("run").octet(0).number(0), 1);
    module.section(10, codes -> functions.forEach(code -> codes.code(code)), functions.size());
    return module.out.toByteArray();
  }

  private void section(int id, Consumer<WasmModule> items, int count) {
    WasmModule contents = new WasmModule();
    contents.number(count);
    items.accept(contents);
    octet(id).sized(contents);
  }

  private void type(Code code) {
    octet(0x60).number(1).octet(type(code.parameter())).number(1).octet(I64);
  }

  private void everyIndex(int count) {
    for (int i = 0; i < count; i++) {
      number(i);
    }
  }

  private void code(Code code) {
    WasmModule function = new WasmModule();
    List<String> locals = words(code.locals());
    function.number(locals.size());
    locals.forEach(local -> function.number(1).octet(type(local)));
    List<String> words = words(code.body());
    int at = 0;
    while (at < words.size()) {
      at = function.instruction(words, at);
    }
    function.octet(0x0b);
    sized(function);
  }

  /** Returns where the next instruction is. */
  private int instruction(List<String> words, int at) {
    Instruction instruction = INSTRUCTIONS.get(words.get(at));
    if (instruction == null) {
      throw new IllegalArgumentException("no such instruction: " + words.get(at));
    }
    octet(instruction.opcode());
    return switch (instruction.immediate()) {
      case NONE -> at + 1;
      case BLOCK -> {
        octet(NO_RESULT);
        yield at + 1;
      }
      case INDEX -> {
        number(Integer.parseInt(words.get(at + 1)));
        yield at + 2;
      }
      case CONSTANT -> {
        signed(Long.parseLong(words.get(at + 1)));
        yield at + 2;
      }
      case OFFSET -> {
        number(instruction.align());
        number(Integer.parseInt(words.get(at + 1)));
        yield at + 2;
      }
    };
  }

  private static int type(String name) {
    return name.equals("i32") ? I32 : I64;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
  }

  private WasmModule octet(int value) {
    out.write(value);
    return this;
  }

  private WasmModule name(String text) {
    number(text.length());
    out.writeBytes(text.getBytes(UTF_8));
    return this;
  }

  private void sized(WasmModule part) {
    number(part.out.size());
    out.writeBytes(part.out.toByteArray());
  }

  /** Unsigned LEB128. */
  private WasmModule number(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      octet((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return octet(rest);
  }

  /** Signed LEB128. */
  private void signed(long value) {
    long rest = value;
    while (rest < -0x40 || rest > 0x3f) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    octet((int) (rest & 0x7f));
  }
}
