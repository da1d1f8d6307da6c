package dev.understudy.hypervisor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

  private static List<byte[]> encode(List<Entry> log) {
    EntryEncoder encoder = new EntryEncoder();
    return log.stream().map(encoder::encode).toList();
  }

  private static Entry boot() {
    return new BootEntry(0, 0, 1, 2, 65536, 1, 0);
  }

  @Test
  void everyTypeHasItsRecordAndItsTag() {
    assertThat(Arrays.stream(Entry.Type.values()).map(Entry.Type::tag)).doesNotHaveDuplicates();
    for (Entry.Type type : Entry.Type.values()) {
      Entry entry = new EntryGenerator(1).next(type);
      assertThat(entry.type()).isEqualTo(type);
      assertThat(type.tag()).isBetween(0, 15).isNotEqualTo(Entry.Type.SHORT_CLOCK_TAG);
      assertThat(Entry.Type.ofTag(type.tag())).isEqualTo(type);
    }
    List<?> records = Arrays.stream(Entry.class.getPermittedSubclasses()).toList();
    assertThat(records).hasSameSizeAs(Entry.Type.values());
  }

  @Test
  void whatIsEncodedIsDecoded() {
    Set<Entry.Type> met = EnumSet.noneOf(Entry.Type.class);
    for (long seed = 0; seed < 100; seed++) {
      List<Entry> log = new EntryGenerator(seed).log(200);
      EntryDecoder decoder = new EntryDecoder();
      List<byte[]> encoded = encode(log);
      for (int i = 0; i < log.size(); i++) {
        Entry decoded = decoder.decode(encoded.get(i));
        assertThat(decoded).as("seed %d, entry %d", seed, i).isEqualTo(log.get(i));
        met.add(decoded.type());
      }
    }
    assertThat(met).containsExactly(Entry.Type.values());
  }

  @Test
  void forksGoOnAlike() {
    List<Entry> log = new EntryGenerator(5).log(300);
    EntryEncoder encoder = new EntryEncoder();
    EntryDecoder decoder = new EntryDecoder();
    for (Entry entry : log.subList(0, 150)) {
      decoder.decode(encoder.encode(entry));
    }
    EntryEncoder forkedEncoder = encoder.fork();
    EntryDecoder forkedDecoder = decoder.fork();
    EntryEncoder resumed = decoder.encoder();
    EntryDecoder joined = EntryDecoder.at(encoder.position());
    for (Entry entry : log.subList(150, 300)) {
      byte[] bytes = encoder.encode(entry);
      assertThat(forkedEncoder.encode(entry)).isEqualTo(bytes);
      assertThat(resumed.encode(entry)).isEqualTo(bytes);
      assertThat(decoder.decode(bytes)).isEqualTo(entry);
      assertThat(forkedDecoder.decode(bytes)).isEqualTo(entry);
      assertThat(joined.decode(bytes)).isEqualTo(entry);
    }
  }

  @Test
  void denseClockReadsAreShort() {
    EntryEncoder encoder = new EntryEncoder();
    encoder.encode(boot());
    EntryDice jitter = new EntryDice(1);
    long bytes = 0;
    for (int i = 1; i <= 1000; i++) {
      bytes += encoder.encode(new ClockRead(i * 25L, 7, i * 250L + jitter.below(200))).length;
    }
    assertThat(bytes).isLessThanOrEqualTo(4200);
  }

  @Test
  void theClockIsForeseenOnHostsOfAnySpeed() {
    for (long nsPerThousand : new long[] {1_000, 10_000, 300_000}) {
      EntryEncoder encoder = new EntryEncoder();
      encoder.encode(boot());
      EntryDice dice = new EntryDice(nsPerThousand);
      long count = 0;
      long bytes = 0;
      for (int i = 0; i < 1000; i++) {
        count += 5 + dice.below(115);
        long clock = count * nsPerThousand / 1000 + dice.below(60);
        int length = encoder.encode(new ClockRead(count, 7, clock)).length;
        bytes += i < 100 ? 0 : length;
      }
      assertThat(bytes / 900.0).as("%d ns per 1000", nsPerThousand).isLessThanOrEqualTo(6.0);
    }
  }

  @Test
  void outOfRangeIsTheEncodersMistake() {
    EntryEncoder encoder = new EntryEncoder();
    encoder.encode(boot());
    encoder.encode(new TimerFired(10, 0));
    assertThatThrownBy(() -> encoder.encode(new TimerFired(9, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timer-fired at 9 can't follow an entry at 10");
    assertThatThrownBy(() -> encoder.encode(new KeyPressed(10, 0, 256)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key is 256, outside 0..255");
    assertThatThrownBy(() -> encoder.encode(boot()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("boot");
    assertThatThrownBy(() -> encoder.encode(new TimerFired(10, 0x10000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusalsSayWhereAndWhy() {
    EntryDecoder fresh = new EntryDecoder();
    refused(fresh, "entry 1, byte 1: a log starts with boot, not with timer-fired", 4, 0, 0);
    byte[] otherVersion = new EntryEncoder().encode(boot());
    otherVersion[1] = 9;
    refused(fresh, "entry 1, byte 2: log format 9; this build reads format 2", otherVersion);
    EntryDecoder decoder = new EntryDecoder();
    decoder.decode(new EntryEncoder().encode(boot()));
    refused(decoder, "entry 2, byte 0: the entry ends too early");
    refused(decoder, "entry 2, byte 1: a second boot", 1, 1, 0);
    refused(decoder, "entry 2, byte 1: a short clock read before any other", 14, 0, 0);
    refused(decoder, "entry 2, byte 2: the entry ends too early", 4, 1);
    refused(decoder, "entry 2, byte 3: 1 bytes too many", 4, 1, 2, 3);
    refused(decoder, "entry 2, byte 2: a number with a needless last byte", 0x84, 0, 0, 0);
    refused(decoder, "entry 2, byte 3: key is 256, outside 0..255", 5, 0x80, 2, 0, 0);
    refused(decoder, "entry 2, byte 2: 100 bytes where 3 are left", 7, 100, 1, 2, 3);
    assertThat(decoder.decode(new byte[] {4, 1, 2})).isEqualTo(new TimerFired(0, 0x201));
  }

  private static void refused(EntryDecoder decoder, String message, int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    refused(decoder, message, bytes);
  }

  private static void refused(EntryDecoder decoder, String message, byte[] bytes) {
    assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOf(EntryRefusedException.class)
        .hasMessage(message);
  }

  /** Whatever the bytes: an entry or a refusal; and after a refusal the log goes on. */
  @Test
  void hostileBytesAreRefusedByName() {
    int refusals = 0;
    int taken = 0;
    for (long seed = 0; seed < 300; seed++) {
      EntryDice dice = new EntryDice(seed);
      List<Entry> log = new EntryGenerator(seed).log(20);
      EntryDecoder decoder = new EntryDecoder();
      for (byte[] bytes : encode(log)) {
        EntryDecoder victim = decoder.fork();
        for (int i = 0; i < 20; i++) {
          byte[] damaged = damaged(bytes, dice);
          try {
            Entry entry = victim.fork().decode(damaged);
            assertThat(entry.count()).isBetween(0L, EntryDecoder.GREATEST_COUNT);
            assertThat(entry.describe()).isNotEmpty();
            taken++;
          } catch (EntryRefusedException refusal) {
            assertThat(refusal.offset()).isBetween(0, damaged.length);
            refusals++;
            refuseTwice(victim, damaged, refusal);
          }
        }
        assertThat(victim.decode(bytes)).isEqualTo(decoder.decode(bytes));
      }
    }
    assertThat(refusals).isGreaterThan(1000);
    assertThat(taken).isGreaterThan(1000);
  }

  private static void refuseTwice(EntryDecoder victim, byte[] bytes, EntryRefusedException first) {
    assertThatThrownBy(() -> victim.decode(bytes)).hasMessage(first.getMessage());
  }

  private static byte[] damaged(byte[] bytes, EntryDice dice) {
    byte[] damaged = Arrays.copyOf(bytes, bytes.length);
    switch (dice.below(4)) {
      case 0 -> damaged[dice.below(bytes.length)] ^= (byte) (1 << dice.below(8));
      case 1 -> damaged = Arrays.copyOf(bytes, dice.below(bytes.length));
      case 2 -> damaged = Arrays.copyOf(bytes, bytes.length + 1 + dice.below(5));
      default -> damaged = dice.bytes(dice.below(40));
    }
    return damaged;
  }

  @Test
  void aLengthThatLiesTakesNoMemory() {
    EntryDecoder decoder = new EntryDecoder();
    decoder.decode(new EntryEncoder().encode(boot()));
    List<Byte> bytes = new ArrayList<>(List.of((byte) 7));
    for (int i = 0; i < 8; i++) {
      bytes.add((byte) 0xff);
    }
    bytes.add((byte) 0x7f);
    byte[] hostile = new byte[bytes.size()];
    for (int i = 0; i < hostile.length; i++) {
      hostile[i] = bytes.get(i);
    }
    refused(decoder, "entry 2, byte 10: 9223372036854775807 bytes where 0 are left", hostile);
  }

  @Test
  void dumpsNameEveryField() {
    assertThat(new Output(7, 0, OutputKind.DISK_WRITE, 3, 512, 0x1f).describe())
        .isEqualTo("output kind=disk-write index=3 length=512 digest=0x1f");
    assertThat(new DiskCompleted(7, 0, 2, true, Bytes.ofText("ab")).describe())
        .isEqualTo("disk-completed requestId=2 ok=1 [2 bytes 6162]");
    String all =
        Arrays.stream(Entry.Type.values())
            .map(type -> new EntryGenerator(3).next(type).describe())
            .collect(Collectors.joining("\n"));
    for (Entry.Type type : Entry.Type.values()) {
      for (Field<Entry> field : type.format().fields()) {
        assertThat(all).contains(field.hasNumber() ? field.name() + "=" : "bytes");
      }
    }
  }
}
