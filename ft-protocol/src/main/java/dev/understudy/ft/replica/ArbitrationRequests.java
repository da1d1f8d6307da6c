package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.DiskRequest.Question;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one incarnation asks the disk, or the third party in its place, to decide: test-and-set and
 * renew. Requests go out one at a time, in the order asked, because the answer to one decides what
 * the next one means; each is repeated until it is answered.
 */
final class ArbitrationRequests {
  private static final long NEVER = Long.MAX_VALUE;

  private final long retryNs;

  /**
   * The requests not answered yet, in order. The first one is under way, unless the one before it
   * has just been answered.
   */
  private final ArrayDeque<Question> asked = new ArrayDeque<>();

  private boolean underWay;
  private long retryAtNs;

  ArbitrationRequests(long retryNs) {
    this.retryNs = retryNs;
  }

  ArbitrationRequests fork() {
    ArbitrationRequests copy = new ArbitrationRequests(retryNs);
    copy.asked.addAll(asked);
    copy.underWay = underWay;
    copy.retryAtNs = retryAtNs;
    return copy;
  }

  /** Asks a question. If it is asked already, nothing is added. */
  void ask(Question question, long nowNs, Consumer<StorageCommand> out) {
    if (!asked.contains(question)) {
      asked.add(question);
      goOn(nowNs, out);
    }
  }

  /** Sends the next one, if none is under way. */
  void goOn(long nowNs, Consumer<StorageCommand> out) {
    Question next = asked.peek();
    if (next != null && !underWay) {
      send(next, nowNs, out);
    }
  }

  void tick(long nowNs, Consumer<StorageCommand> out) {
    Question first = asked.peek();
    if (first != null && retryAtNs <= nowNs) {
      send(first, nowNs, out);
    }
  }

  private void send(Question question, long nowNs, Consumer<StorageCommand> out) {
    underWay = true;
    retryAtNs = nowNs + retryNs;
    out.accept(new StorageCommand.Send(question));
  }

  /** When to call {@link #tick} next. */
  long dueNs() {
    return asked.isEmpty() ? NEVER : retryAtNs;
  }

  /** Takes an answer and returns what the host has to be told; empty if no request waits for it. */
  Optional<StorageCommand> answered(DiskReply.TestAndSetAnswered reply) {
    if (asked.peek() instanceof DiskRequest.TestAndSet first
        && first.generation() == reply.generation()) {
      isAnswered();
      return Optional.of(new StorageCommand.Arbitrated(reply.generation(), reply.outcome()));
    }
    return Optional.empty();
  }

  /** Takes an answer and returns what the host has to be told; empty if no request waits for it. */
  Optional<StorageCommand> answered(DiskReply.RenewAnswered reply) {
    if (asked.peek() instanceof DiskRequest.Renew first
        && first.generation() == reply.generation()
        && first.joiner() == reply.joiner()) {
      isAnswered();
      return Optional.of(
          new StorageCommand.Renewed(reply.generation(), reply.joiner(), reply.outcome()));
    }
    return Optional.empty();
  }

  private void isAnswered() {
    asked.remove();
    underWay = false;
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    digest.add(asked.size());
    DigestOfQuestion into = new DigestOfQuestion(digest);
    asked.forEach(question -> question.match(into));
    digest.add(asked.isEmpty() ? 0 : retryAtNs);
    digest.add(underWay);
  }

  private record DigestOfQuestion(StateDigest digest) implements Question.Cases<StateDigest> {
    @Override
    public StateDigest testAndSet(DiskRequest.TestAndSet question) {
      digest.add(question.generation());
      digest.add(question.rival());
      return digest;
    }

    /** Adds the generation with its sign changed, which tells it from a test-and-set. */
    @Override
    public StateDigest renew(DiskRequest.Renew question) {
      digest.add(-1 - question.generation());
      digest.add(question.joiner());
      return digest;
    }
  }
}
