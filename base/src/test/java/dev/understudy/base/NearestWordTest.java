package dev.understudy.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words are taken for misspelt ones, and which are not. */
class NearestWordTest {
  private static final List<String> KNOWN =
      List.of("bank", "counter", "hello", "latency", "-h", "--seed", "mov");

  @ParameterizedTest
  @CsvSource({
    "bnak, bank", // two neighbours swapped
    "bnk, bank", // one letter too few
    "bankk, bank", // one too many
    "bamk, bank", // one replaced
    "Bank, bank", // a large letter is no mistake
    "cuontre, counter", // one mistake for three letters
    "mvo, mov",
    "--sed, --seed"
  })
  void fewMistakesAreForgiven(String word, String meant) {
    assertThat(NearestWord.of(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"bxxk", "''", "x", "-x", "counting", "hallo-world"})
  void whatIsFarFromEverythingMeansNothing(String word) {
    assertThat(NearestWord.of(word, KNOWN)).isEmpty();
  }

  @Test
  void theNearestIsMeantAndOfSeveralTheFirst() {
    assertThat(NearestWord.of("abcdef", List.of("abxxef", "abcdxf"))).contains("abcdxf");
    assertThat(NearestWord.of("abc", List.of("abd", "abe"))).contains("abd");
  }

  @Test
  void longWordsAreNotCompared() {
    String word = "a".repeat(61);

    assertThat(NearestWord.of(word, List.of(word))).isEmpty();
  }
}
