package dev.understudy.bench;

import java.util.List;

/** The kernels in WebAssembly: the same algorithms over the same layout of memory. */
final class WasmKernels {
  /** The address at which data begins; below it is room for a table. */
  private static final int DATA = 1 << 16;

  private static final int PAGE = 1 << 16;

  private WasmKernels() {}

  private static String draw(int state) {
    return """
    local.get S local.get S i64.const 13 i64.shl i64.xor local.set S
    local.get S local.get S i64.const 7 i64.shr_u i64.xor local.set S
    local.get S local.get S i64.const 17 i64.shl i64.xor local.set S
    """
        .replace("S", Integer.toString(state));
  }

  /** Fills memory from local {@code at} to local {@code end} with numbers from {@code state}. */
  private static String fill(int at, int end, int state) {
    return "loop "
        + draw(state)
        + """
        local.get A local.get X i64.store 0
        local.get A i32.const 8 i32.add local.tee A local.get E i32.lt_u br_if 0
        end
        """
            .replace("A", Integer.toString(at))
            .replace("X", Integer.toString(state))
            .replace("E", Integer.toString(end));
  }

  private static byte[] module(int dataBytes, String locals, String body) {
    int pages = (DATA + dataBytes + PAGE - 1) / PAGE;
    return WasmModule.encode(pages, List.of(new WasmModule.Code("i32", locals, body)));
  }

  static byte[] xorshift() {
    return module(
        0,
        "i64 i64",
        "i64.const 88172645463325252 local.set 1 loop "
            + draw(1)
            + """
            local.get 2 local.get 1 i64.add local.set 2
            local.get 0 i32.const 1 i32.sub local.tee 0 br_if 0
            end local.get 2
            """);
  }

  static byte[] fib() {
    String recursion =
        """
        local.get 0 i64.const 2 i64.lt_s if local.get 0 return end
        local.get 0 i64.const 1 i64.sub call 1
        local.get 0 i64.const 2 i64.sub call 1
        i64.add
        """;
    return WasmModule.encode(
        1,
        List.of(
            new WasmModule.Code("i32", "", "local.get 0 i64.extend_i32_u call 1"),
            new WasmModule.Code("i64", "", recursion)));
  }

  /** Locals: 1 the flag, 2 its number, 3 a multiple's flag, 4 flags, 5 primes. */
  static byte[] sieve(int limit) {
    return module(
        limit / 2,
        "i32 i32 i32 i32 i32",
        """
        local.get 0 i32.const 1 i32.shr_u local.set 4
        i32.const 1 local.set 1
        block loop
          local.get 1 i32.const 1 i32.shl i32.const 1 i32.add local.tee 2
          local.get 2 i32.mul local.tee 3
          local.get 0 i32.ge_u br_if 1
          local.get 1 i32.load8_u 0 i32.eqz if
            local.get 3 i32.const 1 i32.shr_u local.set 3
            loop
              local.get 3 i32.const 1 i32.store8 0
              local.get 3 local.get 2 i32.add local.tee 3 local.get 4 i32.lt_u br_if 0
            end
          end
          local.get 1 i32.const 1 i32.add local.set 1
          br 0
        end end
        local.get 4 local.set 5
        i32.const 0 local.set 1
        loop
          local.get 5 local.get 1 i32.load8_u 0 i32.sub local.set 5
          local.get 1 i32.const 1 i32.add local.tee 1 local.get 4 i32.lt_u br_if 0
        end
        local.get 5 i64.extend_i32_u
        """);
  }

  /** Locals: 1 a place, 2 the checksum, 3 bits, 4 the end, 5 the generator. The table is at 0. */
  static byte[] crc32(int size) {
    return module(
        size,
        "i32 i32 i32 i32 i64",
        """
        loop
          local.get 1 local.set 2
          i32.const 8 local.set 3
          loop
            local.get 2 i32.const 1 i32.shr_u
            i32.const 0 local.get 2 i32.const 1 i32.and i32.sub i32.const -306674912 i32.and
            i32.xor local.set 2
            local.get 3 i32.const 1 i32.sub local.tee 3 br_if 0
          end
          local.get 1 i32.const 2 i32.shl local.get 2 i32.store 0
          local.get 1 i32.const 1 i32.add local.tee 1 i32.const 256 i32.lt_u br_if 0
        end
        i64.const 88172645463325252 local.set 5
        i32.const 65536 local.tee 1 local.get 0 i32.add local.set 4
        """
            + fill(1, 4, 5)
            + """
            i32.const -1 local.set 2
            i32.const 65536 local.set 1
            loop
              local.get 2 local.get 1 i32.load8_u 0 i32.xor i32.const 255 i32.and
              i32.const 2 i32.shl i32.load 0
              local.get 2 i32.const 8 i32.shr_u i32.xor local.set 2
              local.get 1 i32.const 1 i32.add local.tee 1 local.get 4 i32.lt_u br_if 0
            end
            local.get 2 i32.const -1 i32.xor i64.extend_i32_u
            """);
  }

  /**
   * Locals: 1 a term on the left, 2 on the right, 3 the row's end, 4 the column, 5 the product's
   * place, 6 bytes a row, 7 where the right factor begins, 8 where the product begins, 9 the row,
   * 10 the columns' end, 11 a sum, 12 the generator.
   */
  static byte[] matmul(int n) {
    return module(
        3 * n * n * Long.BYTES,
        "i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i64",
        """
        local.get 0 i32.const 3 i32.shl local.set 6
        i32.const 65536 local.get 0 local.get 6 i32.mul i32.add local.tee 7
        local.get 0 local.get 6 i32.mul i32.add local.set 8
        i64.const 88172645463325252 local.set 12
        i32.const 65536 local.set 1
        """
            + fill(1, 8, 12)
            + """
            i32.const 65536 local.set 9
            local.get 8 local.set 5
            local.get 7 local.get 6 i32.add local.set 10
            loop
              local.get 9 local.get 6 i32.add local.set 3
              local.get 7 local.set 4
              loop
                local.get 9 local.set 1
                local.get 4 local.set 2
                i64.const 0 local.set 11
                loop
                  local.get 11
                  local.get 1 i64.load 0 local.get 2 i64.load 0 i64.mul i64.add local.set 11
                  local.get 2 local.get 6 i32.add local.set 2
                  local.get 1 i32.const 8 i32.add local.tee 1 local.get 3 i32.ne br_if 0
                end
                local.get 5 local.get 11 i64.store 0
                local.get 5 i32.const 8 i32.add local.set 5
                local.get 4 i32.const 8 i32.add local.tee 4 local.get 10 i32.ne br_if 0
              end
              local.get 3 local.tee 9 local.get 7 i32.ne br_if 0
            end
            i64.const 0 local.set 11
            local.get 8 local.set 1
            loop
              local.get 11 local.get 1 i64.load 0 i64.xor i64.const -7046029254386353131 i64.mul
              local.set 11
              local.get 1 i32.const 8 i32.add local.tee 1 local.get 5 i32.ne br_if 0
            end
            local.get 11
            """);
  }

  /** Locals: 1 from, 2 to, 3 a place, 4 another, 5 the end, 6 the sum, 7 the generator. */
  static byte[] copysum() {
    return module(
        2 << 20,
        "i32 i32 i32 i32 i32 i64 i64",
        """
        i64.const 88172645463325252 local.set 7
        i32.const 65536 local.tee 1 local.set 3
        i32.const 1114112 local.tee 2 local.set 5
        """
            + fill(3, 5, 7)
            + """
            loop
              local.get 1 local.set 3
              local.get 2 local.set 4
              local.get 1 i32.const 1048576 i32.add local.set 5
              loop
                local.get 4 local.get 3 i64.load 0 i64.store 0
                local.get 4 i32.const 8 i32.add local.set 4
                local.get 3 i32.const 8 i32.add local.tee 3 local.get 5 i32.lt_u br_if 0
              end
              local.get 6 i64.const 31 i64.mul local.set 6
              local.get 2 local.tee 3 i32.const 1048576 i32.add local.set 5
              loop
                local.get 6 local.get 3 i64.load 0 i64.add local.set 6
                local.get 3 i32.const 8 i32.add local.tee 3 local.get 5 i32.lt_u br_if 0
              end
              local.get 2 local.get 2 i64.load 0 local.get 6 i64.add i64.store 0
              local.get 1 local.set 3
              local.get 2 local.set 1
              local.get 3 local.set 2
              local.get 0 i32.const 1 i32.sub local.tee 0 br_if 0
            end
            local.get 6
            """);
  }
}
