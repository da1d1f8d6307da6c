package dev.understudy.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.random.Probability;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPoolTest {

  private static final long SECOND = 1_000_000_000;
  private static final Probability SOMETIMES = Probability.of("0.1");
  private static final LinkModel CALM = LinkModel.perfect(100_000);
  private static final LinkModel WILD =
      new LinkModel(100_000, 300_000, SOMETIMES, SOMETIMES, SOMETIMES);
  private static final Workload BANK =
      new Workload.Bank(ToyGuest.ACCOUNTS, ToyGuest.OPENING_BALANCE, 10);

  @Test
  void aGoodGuestKeepsEveryPromiseOverAnyNetwork() {
    for (long seed = 1; seed <= 20; seed++) {
      ClientWorld world = world(everyKind(), seed, WILD, ToyGuest.Bug.NONE).run(60 * SECOND);

      assertThat(world.clientPool().waitingFor()).as("seed %d", seed).isEmpty();
      assertThat(world.clientPool().judge()).as("seed %d", seed).isEqualTo(Judgement.KEPT);
      assertThat(world.clientPool().retries()).as("seed %d", seed).isPositive();
      assertThat(world.clientPool().repetitions()).as("seed %d", seed).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXECUTES_REPETITIONS, counter",
    "EXECUTES_REPETITIONS, bank",
    "FORGETS_REQUESTS, counter",
    "FORGETS_REQUESTS, bank",
    "FORGETS_REQUESTS, kv",
    "LOSES_MONEY, bank",
    "READS_STALE, kv",
    "ECHOES_WRONG, echo",
    "ANSWERS_ANOTHER_CLIENT, echo",
    "ANSWERS_ANOTHER_CLIENT, kv",
    "NEVER_UNDERSTANDS, echo",
    "NEVER_UNDERSTANDS, counter",
    "NEVER_UNDERSTANDS, bank",
    "NEVER_UNDERSTANDS, kv"
  })
  void aGuestThatIsWrongIsCaught(ToyGuest.Bug bug, String kind) {
    int caught = 0;
    for (long seed = 1; seed <= 10; seed++) {
      List<ClientGroup> groups = List.of(group(workload(kind), 1, 3, 30));
      ClientPool clientPool = world(groups, seed, WILD, bug).run(60 * SECOND).clientPool();

      assertThat(clientPool.judge().undecided()).as("seed %d", seed).isEmpty();
      caught += clientPool.judge().breaches().isEmpty() ? 0 : 1;
    }
    // A repetition may hit a read, and what was forgotten may never be asked for again.
    assertThat(caught).isGreaterThanOrEqualTo(8);
  }

  @Test
  void aRequestIsSentAgainWithTheSameBytesUntilItIsAnswered() {
    LinkModel deaf = new LinkModel(1, 0, Probability.ALWAYS, Probability.NEVER, Probability.NEVER);
    ClientWorld world =
        world(List.of(group(BANK, 1, 1, 5)), 3, deaf, ToyGuest.Bug.NONE).run(100_000_000);

    assertThat(world.sent())
        .hasSizeGreaterThan(15)
        .allMatch(frame -> Arrays.equals(frame, world.sent().get(0)));
    assertThat(world.clientPool().retries()).isEqualTo(world.sent().size() - 1L);
    assertThat(world.clientPool().isDone()).isFalse();
    assertThat(world.clientPool().judge()).isEqualTo(Judgement.KEPT);
    assertThat(world.clientPool().waitingFor().get(0))
        .startsWith("client 1, request 1 (")
        .endsWith(") and 4 requests not yet sent");
  }

  @Test
  void whatAClientAsksDoesNotDependOnTheOthersNorOnTime() {
    SortedMap<RequestId, ClientRequest> alone =
        requests(world(List.of(group(BANK, 2, 1, 30)), 5, CALM, ToyGuest.Bug.NONE));
    SortedMap<RequestId, ClientRequest> inCompany =
        requests(world(everyKind(), 5, WILD, ToyGuest.Bug.NONE));

    alone.keySet().removeIf(id -> id.client() != 2);
    assertThat(alone).hasSize(30);
    inCompany.keySet().removeIf(id -> id.client() != 2);
    assertThat(inCompany).isEqualTo(alone);
  }

  @Test
  void theViewOfABankDependsOnNoOrder() {
    ClientView calm =
        world(everyKind(), 6, CALM, ToyGuest.Bug.NONE).run(60 * SECOND).clientPool().view();
    ClientWorld wild = world(everyKind(), 6, WILD, ToyGuest.Bug.NONE).run(60 * SECOND);
    TreeMap<RequestId, Long> withoutKv = new TreeMap<>(calm.statuses());
    withoutKv.keySet().removeIf(id -> id.client() >= 40 && id.client() < 50);
    TreeMap<RequestId, Long> wildWithoutKv = new TreeMap<>(wild.clientPool().view().statuses());
    wildWithoutKv.keySet().removeIf(id -> id.client() >= 40 && id.client() < 50);

    assertThat(wildWithoutKv).isEqualTo(withoutKv);
    assertThat(wild.clientPool().view().balances())
        .isEqualTo(calm.balances())
        .hasSize(ToyGuest.ACCOUNTS);
    assertThat(calm.balances().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(ToyGuest.ACCOUNTS * ToyGuest.OPENING_BALANCE);
  }

  @Test
  void theAuditorWaitsForAllBankClients() {
    ClientWorld world = world(List.of(group(BANK, 1, 3, 10)), 7, CALM, ToyGuest.Bug.NONE);
    world.run(60 * SECOND);
    long lastTransferNs = 0;
    long firstAuditNs = Long.MAX_VALUE;
    for (Exchange exchange : world.clientPool().exchanges()) {
      if (exchange.client() == 4) {
        firstAuditNs = Math.min(firstAuditNs, exchange.sentNs());
      } else {
        lastTransferNs = Math.max(lastTransferNs, exchange.answeredNs());
      }
    }

    assertThat(firstAuditNs).isGreaterThanOrEqualTo(lastTransferNs).isLessThan(Long.MAX_VALUE);
    assertThat(world.clientPool().numbers()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aForkGoesOnAsTheOriginalWould() {
    for (long seed = 1; seed <= 10; seed++) {
      ClientWorld world = world(everyKind(), seed, WILD, ToyGuest.Bug.NONE).run(seed * 1_000_000);
      ClientWorld fork = world.fork();
      int before = world.sent().size();
      fork.run(60 * SECOND);
      assertThat(world.sent()).as("the original is untouched").hasSize(before);
      world.run(60 * SECOND);

      assertThat(fork.clientPool().exchanges()).isEqualTo(world.clientPool().exchanges());
      assertThat(fork.clientPool().view()).isEqualTo(world.clientPool().view());
      assertThat(fork.nowNs()).isEqualTo(world.nowNs());
      assertThat(fork.sent()).usingElementComparator(Arrays::compare).isEqualTo(world.sent());
    }
  }

  @Test
  void aScriptSendsAtItsTimesAndInsistsOnItsReplies() {
    ClientPool clientPool = new ClientPool(List.of(script(2_000)), Chance.seeded(1));

    assertThat(payloads(clientPool.start(0))).isEmpty();
    assertThat(payloads(clientPool.onTimer(9, 1_000))).containsExactly("\"ping\"");
    assertThat(payloads(clientPool.onTimer(9, 3_000))).containsExactly("\"ping\"");
    assertThat(clientPool.waitingFor()).hasSize(2);
    clientPool.onFrame(9, reply("pong"), 3_500);
    assertThat(payloads(clientPool.onTimer(9, 5_000))).containsExactly("\"bye\"");
    clientPool.onFrame(9, reply("pong"), 5_500);

    assertThat(clientPool.isDone()).isTrue();
    assertThat(clientPool.retries()).isEqualTo(1);
    assertThat(clientPool.repetitions()).isEqualTo(1);
    assertThat(clientPool.judge()).isEqualTo(Judgement.KEPT);
  }

  @Test
  void aScriptReportsWhatNoStepSentBeforeExpects() {
    ClientPool clientPool = new ClientPool(List.of(script(0)), Chance.seeded(1));
    clientPool.onFrame(9, reply("pong"), 500);
    clientPool.onTimer(9, 1_000);
    clientPool.onFrame(9, reply("pang"), 1_500);

    assertThat(clientPool.judge().breaches())
        .extracting(ClientBreach::text)
        .containsExactly(
            "client 9 got \"pong\", which no step sent so far expects",
            "client 9 got \"pang\", which no step sent so far expects");
  }

  @Test
  void framesThatAnswerNothingAreReported() {
    ClientPool clientPool =
        new ClientPool(List.of(group(new Workload.Counter(), 3, 1, 2)), Chance.seeded(1));
    clientPool.start(0);
    clientPool.onTimer(3, SECOND);
    clientPool.onFrame(3, new byte[3], SECOND);
    clientPool.onFrame(3, ClientFrame.frame(ClientFrame.addressOf(4), 1, new byte[24]), SECOND);
    clientPool.onFrame(3, ClientFrame.frame(ClientFrame.addressOf(3), 1, new byte[5]), SECOND);
    clientPool.onFrame(3, answer(4, 1), SECOND);
    clientPool.onFrame(3, answer(3, 2), SECOND);

    assertThat(clientPool.judge().breaches())
        .extracting(ClientBreach::text)
        .containsExactly(
            "client 3 got a frame that is not addressed to it",
            "client 3 got a frame that is not addressed to it",
            "client 3 got a reply of 5 bytes",
            "client 3 got the reply to client 4, request 1",
            "client 3 got a reply to its request 2, which it never sent");
  }

  @Test
  void anAnswerIsJudgedOnceHoweverOftenItComes() {
    ClientPool clientPool =
        new ClientPool(List.of(group(new Workload.Counter(), 3, 1, 1)), Chance.seeded(1));
    clientPool.start(0);
    clientPool.onTimer(3, SECOND);
    clientPool.onFrame(3, answer(3, 1, 0, 1), SECOND);
    clientPool.onFrame(3, answer(3, 1, 0, 77), SECOND);

    assertThat(clientPool.repetitions()).isEqualTo(1);
    assertThat(clientPool.isDone()).isTrue();
    assertThat(clientPool.judge()).isEqualTo(Judgement.KEPT);
  }

  @Test
  void clientsAreNumberedOnce() {
    List<ClientGroup> overlapping = List.of(group(BANK, 1, 3, 1), group(BANK, 4, 1, 1));

    assertThatThrownBy(() -> new ClientPool(overlapping, Chance.seeded(1)))
        .hasMessage("two clients have the number 4");
    assertThatThrownBy(() -> group(BANK, 200, 56, 1))
        .hasMessage("clients are numbered 1 to 255: 56 from 200");
  }

  @Test
  void viewsThatDifferSayWhere() {
    ClientView mine = new ClientView(statuses(1, 0, 2, 0), List.of(5L, 7L));
    ClientView theirs = new ClientView(statuses(1, 1, 3, 0), List.of(5L, 8L));

    assertThat(mine.differences("under FT", theirs, "alone"))
        .containsExactly(
            "request 9/1 has status 0 under FT, but has status 1 alone",
            "request 9/2 has status 0 under FT, but has no answer alone",
            "request 9/3 has no answer under FT, but has status 0 alone",
            "account 1 holds 7 under FT, but holds 8 alone");
    assertThat(mine.differences("under FT", mine, "alone")).isEmpty();
  }

  private static SortedMap<RequestId, Long> statuses(long a, long ofA, long b, long ofB) {
    TreeMap<RequestId, Long> statuses = new TreeMap<>();
    statuses.put(new RequestId(9, a), ofA);
    statuses.put(new RequestId(9, b), ofB);
    return statuses;
  }

  private static List<ClientGroup> everyKind() {
    return List.of(
        group(BANK, 1, 3, 30),
        group(new Workload.Counter(), 20, 3, 30),
        group(new Workload.Echo(5), 30, 2, 20),
        group(new Workload.Kv(2), 40, 3, 30));
  }

  private static Workload workload(String kind) {
    return switch (kind) {
      case "counter" -> new Workload.Counter();
      case "bank" -> BANK;
      case "kv" -> new Workload.Kv(2);
      default -> new Workload.Echo(3);
    };
  }

  private static ClientGroup group(Workload workload, int firstNumber, int count, long requests) {
    return new ClientGroup(workload, firstNumber, count, requests, 0, 500_000, 5_000_000);
  }

  private static ClientGroup script(long retryNs) {
    List<ScriptStep> steps =
        List.of(
            new ScriptStep(1_000, Bytes.ofText("ping"), Optional.of(Bytes.ofText("pong"))),
            new ScriptStep(5_000, Bytes.ofText("bye"), Optional.empty()));
    return new ClientGroup(new Workload.Script(steps), 9, 1, 0, 0, 0, retryNs);
  }

  private static ClientWorld world(
      List<ClientGroup> groups, long seed, LinkModel model, ToyGuest.Bug bug) {
    return new ClientWorld(groups, seed, model, bug);
  }

  private static SortedMap<RequestId, ClientRequest> requests(ClientWorld world) {
    SortedMap<RequestId, ClientRequest> requests = new TreeMap<>();
    for (Exchange exchange : world.run(60 * SECOND).clientPool().exchanges()) {
      requests.put(new RequestId(exchange.client(), exchange.sequence()), exchange.request());
    }
    return requests;
  }

  private static byte[] reply(String text) {
    return ClientFrame.frame(
        ClientFrame.addressOf(9), ClientFrame.GUEST_ADDRESS, Bytes.ofText(text).toArray());
  }

  private static byte[] answer(int client, long sequence, long... statusAndValues) {
    List<Long> words = new ArrayList<>();
    for (long word : statusAndValues.length == 0 ? new long[] {0} : statusAndValues) {
      words.add(word);
    }
    byte[] payload = new byte[16 + 8 * words.size()];
    ByteBuffer buffer = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(client).putLong(sequence);
    words.forEach(buffer::putLong);
    return ClientFrame.frame(ClientFrame.addressOf(3), ClientFrame.GUEST_ADDRESS, payload);
  }

  private static List<String> payloads(List<ClientCommand> commands) {
    List<String> payloads = new ArrayList<>();
    for (ClientCommand command : commands) {
      if (command instanceof ClientCommand.Send send) {
        payloads.add(Bytes.copyOf(ClientFrame.payloadOf(send.frame())).toQuotedText());
      }
    }
    return payloads;
  }
}
