package dev.understudy.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Several incarnations, one disk, and a network that loses, repeats, delays and reorders without
 * limit. Everything is drawn from one generator.
 */
final class HostileWorld {
  static final int BLOCKS = 12;
  private static final int INCARNATIONS = 6;

  private final RandomGenerator random;
  private final boolean polite;

  /** One new request in so many asks for a test-and-set, and another for a renew. */
  private final int peace;

  private final @Nullable NaiveDisk model;
  private SharedDisk disk;
  private final List<DiskRequest> everSent = new ArrayList<>();
  private final List<DiskRequest> requests = new ArrayList<>();
  private final List<DiskReply> replies = new ArrayList<>();
  private final long[] nextSequence = new long[INCARNATIONS + 1];
  private final Map<String, DiskRequest.Io> unanswered = new TreeMap<>();
  private final Map<String, DiskReply> finalAnswers = new TreeMap<>();

  /**
   * @param polite every incarnation has one answer before it asks again for the same blocks, and
   *     stays inside the window
   */
  HostileWorld(RandomGenerator random, boolean polite, DiskRules rules, @Nullable NaiveDisk model) {
    this.random = random;
    this.polite = polite;
    this.peace = 10 << random.nextInt(8);
    this.model = model;
    this.disk = SharedDisk.create(BLOCKS, DiskScript.P, DiskScript.B, rules);
  }

  /** What happened, in words. */
  SortedSet<String> run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    assertThat(disk.contentDigest()).isEqualTo(DiskScript.digestFromScratch(disk));
    compareBlocks();
    return HistoryJudge.judge(disk, DiskScript.P, DiskScript.B);
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> sendNew();
      case 3, 4 -> sendAgain();
      case 5 -> lose(requests);
      case 6 -> lose(replies);
      case 7, 8 -> deliverReply();
      default -> deliverRequest();
    }
    if (random.nextInt(50) == 0) {
      goOnWithAForkAndSpoilTheOriginal();
    }
  }

  private void sendNew() {
    Generation newest = disk.newestGeneration();
    long caller =
        random.nextInt(3) == 0
            ? 1L + random.nextInt(INCARNATIONS)
            : newest.isUnset() ? newest.primary() : newest.owner();
    DiskRequest request =
        switch (random.nextInt(peace)) {
          case 0 -> randomTestAndSet(caller);
          case 1 ->
              new DiskRequest.Renew(caller, randomGeneration(), random.nextInt(INCARNATIONS + 1));
          default -> randomIo(caller);
        };
    if (request instanceof DiskRequest.Io io) {
      if (polite && mustWait(io)) {
        return;
      }
      nextSequence[(int) caller] = io.sequence();
      unanswered.put(key(io.incarnation(), io.sequence()), io);
    }
    everSent.add(request);
    requests.add(request);
  }

  private DiskRequest.Io randomIo(long caller) {
    long sequence = nextSequence[(int) caller] + 1;
    int first = random.nextInt(BLOCKS);
    int count = 1 + random.nextInt(3);
    if (random.nextInt(30) == 0) {
      first = random.nextInt(100) - 50;
      count = random.nextInt(3);
    }
    if (random.nextInt(4) == 0) {
      return new DiskRequest.Read(caller, sequence, first, count);
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(1000);
    }
    return DiskScript.write(caller, sequence, first, values);
  }

  private DiskRequest randomTestAndSet(long caller) {
    long generation = randomGeneration();
    long rival = random.nextInt(INCARNATIONS + 1);
    if (generation >= 0 && generation < disk.generations().size() && random.nextInt(10) > 0) {
      Generation known = disk.generations().get((int) generation);
      rival = caller == known.primary() ? known.backup() : known.primary();
    }
    return new DiskRequest.TestAndSet(caller, rival, generation);
  }

  private long randomGeneration() {
    long newest = disk.newestGeneration().number();
    return random.nextInt(3) > 0 ? newest : newest + 1 - random.nextInt(4);
  }

  private boolean mustWait(DiskRequest.Io io) {
    for (DiskRequest.Io earlier : unanswered.values()) {
      if (earlier.incarnation() == io.incarnation()
          && (overlap(earlier, io)
              || io.sequence() - earlier.sequence() >= SharedDisk.WRITE_WINDOW)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(DiskRequest.Io one, DiskRequest.Io other) {
    return one.firstBlock() < other.firstBlock() + count(other)
        && other.firstBlock() < one.firstBlock() + count(one);
  }

  private static long count(DiskRequest.Io io) {
    return io instanceof DiskRequest.Write write
        ? write.data().length() / SharedDisk.BLOCK_BYTES
        : ((DiskRequest.Read) io).blockCount();
  }

  /** What is not answered, or something recent; but nothing is ever too old to come once more. */
  private void sendAgain() {
    if (!unanswered.isEmpty() && random.nextBoolean()) {
      List<DiskRequest> waiting = List.copyOf(unanswered.values());
      requests.add(waiting.get(random.nextInt(waiting.size())));
    } else if (!everSent.isEmpty()) {
      int back = random.nextInt(random.nextInt(everSent.size()) + 1);
      requests.add(everSent.get(everSent.size() - 1 - back));
    }
  }

  private void lose(List<?> messages) {
    if (!messages.isEmpty()) {
      messages.remove(random.nextInt(messages.size()));
    }
  }

  private void deliverRequest() {
    if (requests.isEmpty()) {
      return;
    }
    int which = random.nextInt(requests.size());
    DiskRequest request = requests.get(which);
    if (random.nextInt(3) > 0) {
      requests.remove(which);
    }
    ContentDigest before = disk.contentDigest();
    boolean mayChange = model == null || model.mayWrite(request.incarnation());
    DiskReply reply = disk.apply(request);
    if (model != null) {
      assertThat(reply).as("reply to %s", request).isEqualTo(request.match(model));
      assertThat(mayChange || disk.contentDigest().equals(before)).as("%s", request).isTrue();
    }
    replies.add(reply);
  }

  private void deliverReply() {
    if (replies.isEmpty()) {
      return;
    }
    DiskReply reply = replies.remove(random.nextInt(replies.size()));
    if (reply instanceof DiskReply.Io io) {
      boolean first = unanswered.remove(key(io.incarnation(), io.sequence())) != null;
      if (polite && first && io instanceof DiskReply.Refused refused) {
        assertThat(refused.reason())
            .as("first answer a polite caller gets: %s", refused)
            .isNotIn(DiskRefusal.OVERTAKEN, DiskRefusal.TOO_OLD);
      }
    } else if (isFinal(reply)) {
      String question = question(reply);
      DiskReply before = finalAnswers.putIfAbsent(question, reply);
      assertThat(before == null ? reply : before).as(question).isEqualTo(reply);
    }
  }

  private static boolean isFinal(DiskReply reply) {
    if (reply instanceof DiskReply.TestAndSetAnswered answer) {
      return switch (answer.outcome()) {
        case WON, LOST, SUPERSEDED -> true;
        case NO_SUCH_GENERATION, FOREIGN -> false;
      };
    }
    return reply instanceof DiskReply.RenewAnswered answer
        && answer.outcome() == RenewOutcome.RENEWED;
  }

  private static String question(DiskReply reply) {
    return reply instanceof DiskReply.RenewAnswered renew
        ? renew.incarnation() + " renews " + renew.generation() + " with " + renew.joiner()
        : reply.incarnation()
            + " test-and-sets "
            + ((DiskReply.TestAndSetAnswered) reply).generation();
  }

  private void goOnWithAForkAndSpoilTheOriginal() {
    SharedDisk original = disk;
    disk = original.fork();
    ContentDigest state = disk.stateDigest();
    for (long caller = 1; caller <= INCARNATIONS; caller++) {
      original.apply(DiskScript.write(caller, nextSequence[(int) caller] + 1, 0, 77, 77, 77));
      original.apply(
          DiskScript.renew(caller, original.newestGeneration().number(), INCARNATIONS + 1));
    }
    assertThat(disk.stateDigest()).isEqualTo(state);
    compareBlocks();
  }

  private void compareBlocks() {
    for (int block = 0; model != null && block < BLOCKS; block++) {
      assertThat(disk.block(block)).as("block %d", block).isEqualTo(model.block(block));
    }
  }

  private static String key(long incarnation, long sequence) {
    return incarnation + "/" + sequence;
  }
}
