package dev.understudy.riscv.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import dev.understudy.riscv.elf.ElfFile;
import dev.understudy.riscv.elf.ElfReader;
import dev.understudy.riscv.elf.ElfRefusedException;
import dev.understudy.riscv.elf.Segment;
import dev.understudy.riscv.elf.TestFiles;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.random.Dice;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Damaged files are refused with an offset, or run to some end of their own: nothing throws.
 *
 * <p>{@code -Dunderstudy.elves=N} tries more files, {@code -Dunderstudy.seed=N} others.
 */
class HostileElfTest {
  private static final int FILES = Integer.getInteger("understudy.elves", 6000);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int HEADERS = 64 + 3 * 56;

  private final byte[] file = TestFiles.lines();

  @Test
  void damagedFilesAreRefusedOrRun() {
    int refused = 0;
    int ran = 0;
    for (long seed = SEED * 1_000_000; seed < SEED * 1_000_000 + FILES; seed++) {
      byte[] damaged = damaged(new Dice(seed));
      try {
        run(Translator.translate(ElfReader.read(damaged)).image());
        ran++;
      } catch (ElfRefusedException e) {
        assertThat(e).as("seed %s", seed).hasMessageMatching("(?s)byte 0x[0-9a-f]+: .+");
        refused++;
      } catch (TranslationRefusedException e) {
        assertThat(e).as("seed %s", seed).hasMessageContaining("bytes");
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("-Dunderstudy.seed=" + SEED + ", file " + seed, e);
      }
    }
    assertThat(refused).isGreaterThan(FILES / 5);
    assertThat(ran).isGreaterThan(FILES / 5);
  }

  /** A few bytes anywhere, or among the headers, where they matter most. */
  private byte[] damaged(Dice dice) {
    byte[] damaged = file.clone();
    int bytes = dice.between(1, 4);
    for (int i = 0; i < bytes; i++) {
      int at =
          switch (dice.below(4)) {
            case 0 -> dice.below(HEADERS);
            case 1 -> damaged.length - 1 - dice.below(64 * 10);
            case 2 -> 0x1000 + dice.below(damaged.length - 0x1000);
            default -> dice.below(damaged.length);
          };
      damaged[at] = (byte) dice.oddNumber();
    }
    return damaged;
  }

  private static void run(Image image) {
    Machine machine = Machine.boot(image, Interpreter.INSTANCE, new MemoryPool());
    machine.runUntil(1000);
    machine.drop();
  }

  @Test
  void aProgramWithoutRoomForItsTranslation() throws ElfRefusedException {
    ElfFile whole = ElfReader.read(file);
    Segment code = whole.segments().get(0);
    Segment rest = new Segment(0x11000, Bytes.EMPTY, Image.MAX_MEMORY - 0x11000, false, 0);
    Segment front = new Segment(0x1000, Bytes.EMPTY, 0xe000, false, 0);
    ElfFile full =
        new ElfFile(
            whole.entry(),
            List.of(front, code, rest),
            whole.code(),
            whole.symbols(),
            whole.lines());

    assertThatThrownBy(() -> Translator.translate(full))
        .isInstanceOf(TranslationRefusedException.class)
        .hasMessageContaining("there is no room below 256 MiB");
  }
}
