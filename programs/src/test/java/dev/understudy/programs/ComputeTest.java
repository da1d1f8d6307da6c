package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compute programs print is what the same computation gives in Java. */
class ComputeTest {
  private static final long SEED = 88172645463325252L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  @ParameterizedTest
  @CsvSource({
    "sieve, 30",
    "crc32, 25",
    "xorshift, 25",
    "fib, 25",
    "sort, 15",
    "matmul, 20",
    "copysum, 25",
    "selfmod, 4"
  })
  void printsWhatJavaComputes(String name, int mostMillionInstructions) {
    SoloWorld world = SoloWorld.of(name, 1);
    world.runToTheEnd();

    assertThat(world.console()).isEqualTo(expected(name).get());
    assertThat(world.exitCode()).isZero();
    assertThat(world.instructions()).isLessThanOrEqualTo(mostMillionInstructions * 1_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sieve", "crc32", "xorshift", "fib", "sort", "matmul", "copysum", "selfmod"})
  void isExpectedToPrintWhatJavaComputes(String name) {
    assertThat(Programs.find(name).orElseThrow().expected()).contains(expected(name).get());
  }

  @Test
  void aSmallerSizeGivesTheSmallerResult() {
    SoloWorld world =
        new SoloWorld(Programs.find("sieve").orElseThrow().withConstant("LIMIT", "1000"), 1);
    world.runToTheEnd();

    assertThat(world.console()).isEqualTo("168 primes below 1000\n");
  }

  private static Supplier<String> expected(String name) {
    return switch (name) {
      case "sieve" -> ComputeTest::sieve;
      case "crc32" -> ComputeTest::crc32;
      case "xorshift" -> ComputeTest::xorshift;
      case "fib" -> ComputeTest::fib;
      case "sort" -> ComputeTest::sort;
      case "matmul" -> ComputeTest::matmul;
      case "copysum" -> ComputeTest::copysum;
      case "selfmod" -> ComputeTest::selfmod;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String sieve() {
    int limit = 5_000_000;
    boolean[] composite = new boolean[limit];
    int primes = 0;
    for (int i = 2; i < limit; i++) {
      if (!composite[i]) {
        primes++;
        for (long j = (long) i * i; j < limit; j += i) {
          composite[(int) j] = true;
        }
      }
    }
    return primes + " primes below " + limit + "\n";
  }

  private static String crc32() {
    CRC32 crc = new CRC32();
    for (long word : random((2 << 20) / 8)) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        crc.update((int) (word >>> shift) & 0xff);
      }
    }
    return "crc32 %016x\n".formatted(crc.getValue());
  }

  private static String xorshift() {
    long[] drawn = random(2_000_000);
    return "last %016x, sum %016x\n".formatted(drawn[drawn.length - 1], Arrays.stream(drawn).sum());
  }

  private static String fib() {
    long before = 1;
    long fib = 0;
    for (int i = 0; i < 30; i++) {
      long next = before + fib;
      before = fib;
      fib = next;
    }
    return "fib 30 = " + fib + "\n";
  }

  private static String sort() {
    long[] sorted =
        Arrays.stream(random(65536))
            .boxed()
            .sorted(Long::compareUnsigned)
            .mapToLong(n -> n)
            .toArray();
    long sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += sorted[i] * (i + 1);
    }
    return "65536 numbers, out of order 0, sum %016x\n".formatted(sum);
  }

  private static String matmul() {
    int n = 128;
    long[] factors = random(2 * n * n);
    long sum = 0;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        long element = 0;
        for (int i = 0; i < n; i++) {
          element += factors[row * n + i] * factors[n * n + i * n + column];
        }
        sum = (sum ^ element) * GOLDEN;
      }
    }
    return "128 rows, sum %016x\n".formatted(sum);
  }

  private static String copysum() {
    long[] from = random((1 << 20) / 8);
    long[] to = new long[from.length];
    long sum = 0;
    for (int pass = 0; pass < 16; pass++) {
      System.arraycopy(from, 0, to, 0, from.length);
      sum = sum * 31 + Arrays.stream(to).sum();
      to[0] += sum;
      long[] swapped = from;
      from = to;
      to = swapped;
    }
    return "16 passes, sum %016x\n".formatted(sum);
  }

  private static String selfmod() {
    long result = 1;
    for (int round = 0; round < 40_000; round++) {
      result = result * 31 + round;
      result += (round & 15) * 0x12345677L;
      result = (result & 1) == 0 ? result - 0x07654321 : result ^ 0x5a5a5a5a;
    }
    return "40000 rounds, result %016x\n".formatted(result);
  }

  private static long[] random(int numbers) {
    long[] drawn = new long[numbers];
    long state = SEED;
    for (int i = 0; i < numbers; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      drawn[i] = state;
    }
    return drawn;
  }
}
