package dev.understudy.base;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a digest tells apart. */
class StateDigestTest {

  private static String of(Consumer<StateDigest> parts) {
    StateDigest digest = new StateDigest();
    parts.accept(digest);
    return Long.toHexString(digest.high()) + " " + Long.toHexString(digest.low());
  }

  /** State marks in logs hold digests: other numbers here are another log format. */
  @Test
  void theMixerIsPartOfTheLogFormat() {
    assertThat(of(digest -> {})).isEqualTo("6dfef3e2d6cf12e7 76cbaa4b2da681b5");
    assertThat(of(digest -> digest.add(1))).isEqualTo("aca713e0575c7fc3 35148b515706bf0a");
    assertThat(of(digest -> digest.add(Bytes.ofText("understudies"))))
        .isEqualTo("8c4dd1a3f3623611 5e14b8877e1e3713");
  }

  @Test
  void orderAndBoundariesCount() {
    List<String> digests = new ArrayList<>();
    digests.add(of(digest -> {}));
    digests.add(of(digest -> digest.add(0)));
    digests.add(of(digest -> digest.add(true)));
    digests.add(of(digest -> add(digest, 1, 2)));
    digests.add(of(digest -> add(digest, 2, 1)));
    digests.add(of(digest -> add(digest, "ab", "c")));
    digests.add(of(digest -> add(digest, "a", "bc")));
    digests.add(of(digest -> add(digest, "", "abc")));
    digests.add(of(digest -> add(digest, "abc\0")));
    digests.add(of(digest -> add(digest, "abc")));

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void askingChangesNothing() {
    StateDigest digest = new StateDigest();
    digest.add(7);
    long high = digest.high();
    long low = digest.low();

    assertThat(digest.high()).isEqualTo(high);
    assertThat(digest.low()).isEqualTo(low);
  }

  @Test
  void bytesAreTheSameWhereverTheyLie() {
    Bytes slice = Bytes.ofText("xx understudies").slice(3, 12);

    assertThat(of(digest -> digest.add(slice)))
        .isEqualTo(of(digest -> digest.add("understudies".getBytes(US_ASCII))));
  }

  private static void add(StateDigest digest, long first, long second) {
    digest.add(first);
    digest.add(second);
  }

  private static void add(StateDigest digest, String... texts) {
    for (String text : texts) {
      digest.add(Bytes.ofText(text));
    }
  }
}
