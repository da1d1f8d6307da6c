package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the account of a run says first, and what it leaves out. */
class AccountTest {
  private static final String FAULT =
      """
              .include "devices.inc"
      start:  mov r1, -8
              ld8 r0, [r1 + 0]
              halt
      """;

  /** A channel so slow that a tenth of the requests are answered in the time there is. */
  private static final String SHORT =
      """
      program = "echo"
      length = "100ms"
      [network.channel]
      latency = "5ms"
      [[clients]]
      kind = "echo"
      count = 1
      requests = 100
      think-time = "0ns"
      """;

  @TempDir private Path folder = Path.of("");

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** Cuts everything that a host sends, or also what it is sent, on every network. */
  private static String cuts(String host, boolean bothWays, String until) {
    StringBuilder text = new StringBuilder();
    for (String network : List.of("client", "channel", "storage")) {
      text.append(cut(network, host, "all", until));
      if (bothWays) {
        text.append(cut(network, "all", host, until));
      }
    }
    return text.toString();
  }

  private static String cut(String network, String from, String to, String until) {
    return "[[faults]]\nkind = \"cut\"\nat = \"20ms\"\nnetwork = \"%s\"\nfrom = \"%s\"\nto = \"%s\"\n%s\n"
        .formatted(network, from, to, until);
  }

  private static final String BANK =
      "program = \"bank\"\n[[clients]]\nkind = \"bank\"\ncount = 4\nrequests = 100\n";

  /** On one line: where lines are broken is another matter. */
  private static String flat(Shell.Result run) {
    return run.out().replaceAll("\\s+", " ");
  }

  // ---- a guest that polls

  /** What a course writes first: {@code wfi} without interrupts, which sleeps once only. */
  private static final String POLLS =
      """
              .include "devices.inc"
      start:  in      r0, KEYBOARD_COUNT
              jne     r0, 0, key
              wfi
              jmp     start
      key:    in      r0, KEYBOARD_NEXT
              jne     r0, '\\n', start
              halt
      """;

  /** As it should be: a handler takes the interrupt. */
  private static final String WAITS =
      """
              .include "devices.inc"
      start:  mov     sp, 0x1000
              mov     r1, woken
              mov     r2, VECTOR_KEYBOARD
              st8     [r2], r1
      look:   cli
              in      r0, KEYBOARD_COUNT
              jne     r0, 0, key
              wfi
              sti
              jmp     look
      key:    in      r0, KEYBOARD_NEXT
              jne     r0, '\\n', look
              halt
      woken:  iret
      """;

  private static final String TYPED =
      """
      program = "%s"
      [[keyboard]]
      at = "5ms"
      text = "abc\\n"
      interval = "2ms"
      """;

  @Test
  void aGuestThatAsksAgainAndAgainIsToldSo() throws IOException {
    file("polls.asm", POLLS);
    String scenario = file("polls.toml", TYPED.formatted("polls.asm"));

    assertThat(flat(understudy("run", "--scenario", scenario).isFine()))
        .contains(" polls ")
        .contains("instructions went into asking again and again", "such as KEYBOARD_COUNT)")
        .contains("wfi, with interrupts enabled");
    JsonNode polling = understudy("run", "--scenario", scenario, "--json").json().get("polling");
    assertThat(polling.get("asked").asString()).isEqualTo("KEYBOARD_COUNT");
    assertThat(polling.get("instructions").asLong()).isBetween(500_000L, 700_000L);
    assertThat(polling.get("reads").asLong()).isBetween(100_000L, 200_000L);
  }

  @Test
  void aGuestThatWaitsForItsKeysIsNot() throws IOException {
    file("waits.asm", WAITS);
    String scenario = file("waits.toml", TYPED.formatted("waits.asm"));

    assertThat(understudy("run", "--scenario", scenario).isFine().out()).doesNotContain(" polls ");
    assertThat(understudy("run", "--scenario", scenario, "--json").json().get("polling").isNull())
        .isTrue();
  }

  // ---- a run that did not do its work

  @Test
  void anUndeclaredFaultOfTheGuestIsTheHeadline() throws IOException {
    String faulty = file("fault.asm", FAULT);

    Shell.Result run = understudy("run", faulty);

    assertThat(run.code()).isEqualTo(4);
    assertThat(flat(run))
        .startsWith(
            "fault under fault tolerance, seed 1: THE GUEST STOPPED WITH A FAULT at "
                + faulty
                + ":3 fault "
                + faulty
                + ":3: ld8 r0, [r1]: memory access outside memory")
        .contains("./understudy debug " + faulty + " --seed 1");
    JsonNode json = understudy("run", faulty, "--json").json();
    assertThat(json.get("verdict").asString()).isEqualTo("incomplete");
    assertThat(json.get("notDone").findValuesAsString("kind")).containsExactly("guest-fault");
    assertThat(json.get("guestFault").get("place").asString()).isEqualTo(faulty + ":3");
  }

  @Test
  void aDeclaredFaultOfTheGuestIsItsWork() throws IOException {
    file("fault.asm", FAULT);
    String declared =
        file("fault.toml", "program = \"fault.asm\"\n[expect]\nending = \"guest-fault\"\n");

    assertThat(understudy("run", "--scenario", declared).isFine().out())
        .contains("every promise was kept");

    String otherwise =
        file("other.toml", "program = \"fault.asm\"\n[expect]\nending = \"power-off\"\n");
    Shell.Result broken = understudy("run", "--scenario", otherwise);
    assertThat(broken.code()).isEqualTo(1);
    assertThat(flat(broken)).contains("and A PROMISE WAS BROKEN").contains("BROKEN ending");
  }

  @Test
  void whoEndsWithAFaultHasNoExitCode() throws IOException {
    String both =
        file(
            "both.toml",
            "program = \"hello\"\n[expect]\nending = \"guest-fault\"\nexit-code = 0\n");

    assertThat(understudy("run", "--scenario", both).err())
        .contains("both.toml:3:")
        .contains("a guest that ends so has no exit code");
  }

  @Test
  void aRunThatEndsBeforeItsWorkSaysWhatWouldGiveItTime() throws IOException {
    Shell.Result run = understudy("run", "--scenario", file("short.toml", SHORT));

    assertThat(run.code()).isEqualTo(4);
    assertThat(flat(run))
        .startsWith("echo under fault tolerance, seed 1: ENDED EARLY, before its work was done")
        .contains("the scenario's time was up with 9 of 100 requests answered, and 90 not yet sent")
        .contains("a longer 'length' in the scenario gives it time");
  }

  /** It used to keep the world running up to its length, and then to be bad input. */
  @Test
  void aFaultThatFindsNobodyDoesNotKeepARunGoing() {
    JsonNode json =
        understudy("run", "counter", "--solo", "--crash", "backup@20ms", "--json").json();

    assertThat(json.get("ended").asString()).isEqualTo("served");
    assertThat(json.get("notDone").findValuesAsString("text"))
        .containsExactly("crash backup@20ms never struck: there was nobody for it to hit");
    assertThat(json.get("timeline").findValuesAsString("text"))
        .contains("crash backup@20ms hits nobody: there is none such now");
  }

  // ---- never two primaries

  @Test
  void aHostThatIsCutOffAndComesBackWasNoSecondPrimary() throws IOException {
    String nic = file("nic.toml", BANK + cuts("host-1", true, "for = \"60ms\""));

    JsonNode first = understudy("run", "--scenario", nic, "--json").json().get("primaries").get(0);

    assertThat(first.get("untilNs").asLong()).isEqualTo(first.get("fencedNs").asLong());
    assertThat(first.get("askedNs").asLong()).isLessThan(first.get("fencedNs").asLong());
    assertThat(first.get("lastOutputNs").asLong()).isLessThan(first.get("askedNs").asLong());
    assertThat(first.get("outputsSinceFenced").asLong()).isZero();
    assertThat(first.get("haltedNs").asLong()).isGreaterThan(first.get("fencedNs").asLong());
    assertThat(flat(understudy("run", "--scenario", nic)))
        .containsPattern(
            "it asked the disk at 29\\.\\d+ ms, nothing left it after \\(its last output was at"
                + " 1\\d\\.\\d+ ms\\), fenced at 29\\.\\d+ ms, halted at \\d+\\.\\d+ ms")
        .doesNotContain("alone host-1");
  }

  @Test
  void aHostThatNobodyHearsWasNoSecondPrimary() throws IOException {
    String mute = file("mute.toml", BANK + cuts("primary", false, ""));

    assertThat(flat(understudy("run", "--scenario", mute).isFine()))
        .containsPattern(
            "primary host-1 from 0\\.000 ms to 29\\.\\d+ ms: host-2 won the test-and-set")
        .containsPattern(
            "nothing left it after .*, it asked the disk at 37\\.\\d+ ms, it was never told");
  }

  @Test
  void aMoveByOrderIsNoFailover() {
    Shell.Result run = understudy("run", "bank", "--do", "failover@20ms").isFine();

    assertThat(run.out().lines()).noneMatch(line -> line.startsWith("  failover "));
    assertThat(flat(run)).contains("move host-2 went live at 20.516 ms, by order:");
    assertThat(
            understudy("run", "bank", "--do", "failover@20ms", "--json")
                .json()
                .get("successions")
                .findValues("planned"))
        .allMatch(JsonNode::asBoolean);
  }

  // ---- how it looks

  @Test
  void noLineIsLongerThanTheTerminal() throws IOException {
    for (int columns : List.of(60, 80, 120)) {
      String out = on(new Terminal(columns, false), "run", "bank", "--crash", "primary@20ms");
      assertThat(out.lines()).allMatch(line -> line.length() <= columns);
    }
  }

  @Test
  void onlyATerminalGetsColours() {
    String escape = "\u001b[";
    String[] hello = {"run", "hello"};
    assertThat(on(new Terminal(80, true), hello)).contains(escape + "32mevery promise was kept");
    assertThat(on(Terminal.NONE, hello)).doesNotContain(escape);
    assertThat(on(new Terminal(80, true), "run", "hello", "--color=never")).doesNotContain(escape);
    assertThat(on(Terminal.NONE, "run", "hello", "--color=always")).contains(escape);
  }

  @Test
  void whatNobodyJudgedIsToldOnRequest() {
    assertThat(understudy("run", "hello").out())
        .doesNotContain("nothing judged")
        .contains("had nothing to judge, and -v lists them");
    assertThat(understudy("run", "hello", "-v").out())
        .contains("nothing judged")
        .contains("no output leaves before every replica");
  }

  private static String on(Terminal terminal, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.execute(
        new Streams(out, OutputStream.nullOutputStream(), null, terminal, null), arguments);
    return out.toString(UTF_8);
  }
}
