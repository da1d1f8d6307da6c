package dev.understudy.hypervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The bytes of this format version, kept. They may change only together with the version: a log
 * that somebody stored must be read, or refused by its version, never misread.
 */
class GoldenBytesTest {

  private static final Path FILE =
      Path.of(
          "src", "test", "resources", "log-format-" + Entry.Type.FORMAT_VERSION + ".golden.txt");

  private static final String ADVICE =
      "the bytes of log entries have changed: raise Entry.Type.FORMAT_VERSION; then, to write the"
          + " new version's file: mvn -q -pl hypervisor -am test -Dtest=GoldenBytesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  /** {@code -Drefresh} writes a file for a new version; it never changes one that exists. */
  @Test
  void theBytesAreThoseOfTheirVersion() throws IOException {
    String current = bytes();
    if (System.getProperty("refresh") != null && !Files.exists(FILE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, current);
    }
    assertThat(FILE).as("%s: %s", FILE, ADVICE).exists();
    assertThat(Files.readString(FILE)).as(ADVICE).isEqualTo(current);
  }

  @Test
  void everyTypeIsAmongThem() {
    Set<Integer> tags = new TreeSet<>();
    for (List<Entry> log : logs()) {
      EntryEncoder encoder = new EntryEncoder();
      log.forEach(entry -> tags.add(encoder.encode(entry)[0] & 15));
    }
    List<Integer> all = new ArrayList<>(List.of(Entry.Type.SHORT_CLOCK_TAG));
    Arrays.stream(Entry.Type.values()).map(Entry.Type::tag).forEach(all::add);
    assertThat(tags).containsExactlyInAnyOrderElementsOf(all);
  }

  private static List<List<Entry>> logs() {
    List<Entry> clocks = new ArrayList<>(List.of(new BootEntry(0, 1, 2, 3, 65536, 5, 6)));
    for (long i = 1; i <= 6; i++) {
      clocks.add(new ClockRead(20 * i, 7, 200 * i + i * i));
    }
    List<Entry> each = new ArrayList<>();
    EntryGenerator generator = new EntryGenerator(11);
    for (Entry.Type type : Entry.Type.values()) {
      each.add(generator.next(type));
    }
    return List.of(clocks, each, new EntryGenerator(2010).log(40));
  }

  private static String bytes() {
    StringBuilder text = new StringBuilder();
    for (List<Entry> log : logs()) {
      EntryEncoder encoder = new EntryEncoder();
      for (Entry entry : log) {
        String bytes = HexFormat.of().formatHex(encoder.encode(entry));
        text.append(entry.count()).append(' ').append(entry.describe()).append('\n');
        text.append("    ").append(bytes).append('\n');
      }
    }
    return text.toString();
  }
}
