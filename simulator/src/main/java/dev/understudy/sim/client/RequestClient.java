package dev.understudy.sim.client;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.random.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client in a closed loop: it thinks, sends a request, and sends that again until it is answered.
 *
 * <p>What it asks is a function of its number, the sequence and the answers it has; when it asks
 * depends on when it was answered.
 */
final class RequestClient implements Client {

  private static final int STRAYS_MAX = 10;
  private static final long NEVER = Long.MAX_VALUE;

  private final int number;
  private final RequestSource questions;
  private final Chance chance;
  private final long startNs;
  private final long thinkNs;
  private final long retryNs;

  /** Oldest first; only the last one can be open. */
  private final List<Exchange> exchanges;

  private final List<ClientBreach> strays;
  private long wakeNs = NEVER;
  private long attempts;
  private long retries;
  private long repetitions;

  RequestClient(int number, RequestSource questions, ClientGroup group, Chance chance) {
    this.number = number;
    this.questions = questions;
    this.chance = chance;
    startNs = group.startNs();
    thinkNs = group.thinkNs();
    retryNs = group.retryNs();
    exchanges = new ArrayList<>();
    strays = new ArrayList<>();
  }

  private RequestClient(RequestClient other) {
    number = other.number;
    questions = other.questions;
    chance = other.chance;
    startNs = other.startNs;
    thinkNs = other.thinkNs;
    retryNs = other.retryNs;
    exchanges = new ArrayList<>(other.exchanges);
    strays = new ArrayList<>(other.strays);
    wakeNs = other.wakeNs;
    attempts = other.attempts;
    retries = other.retries;
    repetitions = other.repetitions;
  }

  @Override
  public RequestClient fork() {
    return new RequestClient(this);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public ClientKind kind() {
    return questions.kind();
  }

  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Every request there will be, of a kind whose requests do not depend on answers. */
  void forEachRequest(Consumer<ClientRequest> consumer) {
    for (long sequence = 1; sequence <= questions.count(); sequence++) {
      consumer.accept(questions.request(sequence, List.of()));
    }
  }

  @Override
  public List<ClientCommand> start(long nowNs) {
    return isDone() ? List.of() : think(Math.max(nowNs, startNs));
  }

  @Override
  public boolean isDone() {
    return exchanges.size() == questions.count() && !isWaiting();
  }

  @Override
  public List<ClientCommand> onTimer(long nowNs) {
    if (nowNs < wakeNs) {
      return List.of();
    }
    if (isWaiting()) {
      retries++;
      attempts++;
      return ask(last(), nowNs);
    }
    long sequence = exchanges.size() + 1L;
    ClientRequest request = questions.request(sequence, Collections.unmodifiableList(exchanges));
    exchanges.add(Exchange.open(number, sequence, request, nowNs));
    attempts = 0;
    return ask(last(), nowNs);
  }

  @Override
  public List<ClientCommand> onFrame(byte[] frame, long nowNs) {
    if (frame.length < ClientFrame.HEADER_BYTES
        || ClientFrame.destinationOf(frame) != ClientFrame.addressOf(number)) {
      return stray("a frame that is not addressed to it");
    }
    byte[] payload = ClientFrame.payloadOf(frame);
    Optional<RequestWire.Reply> read = wire().reply(payload);
    if (read.isEmpty()) {
      return stray("a reply of " + payload.length + " bytes");
    }
    RequestWire.Reply reply = read.get();
    long sequence = reply.sequence();
    if (reply.client() != number) {
      return stray("the reply to client " + reply.client() + ", request " + sequence);
    }
    if (sequence < 1 || sequence > exchanges.size()) {
      return stray("a reply to its request " + sequence + ", which it never sent");
    }
    if (sequence < exchanges.size() || !isWaiting()) {
      repetitions++;
      return List.of();
    }
    exchanges.set(exchanges.size() - 1, last().answered(nowNs, reply.status(), reply.values()));
    wakeNs = NEVER;
    return isDone() ? List.of() : think(nowNs);
  }

  private List<ClientCommand> think(long nowNs) {
    wakeNs = nowNs + chance.named("think").exponential(exchanges.size(), thinkNs);
    return List.of(new ClientCommand.WakeAt(number, wakeNs));
  }

  private List<ClientCommand> ask(Exchange exchange, long nowNs) {
    Chance patience = chance.named("retry").numbered(exchange.sequence());
    wakeNs = nowNs + retryNs + patience.below(attempts, retryNs / 8 + 1);
    byte[] payload = wire().request(number, exchange.sequence(), exchange.request());
    return List.of(
        new ClientCommand.Send(
            number,
            ClientFrame.frame(ClientFrame.GUEST_ADDRESS, ClientFrame.addressOf(number), payload)),
        new ClientCommand.WakeAt(number, wakeNs));
  }

  private RequestWire wire() {
    return kind() == ClientKind.RESP ? new RespWire() : new WordWire();
  }

  private boolean isWaiting() {
    return !exchanges.isEmpty() && !last().isAnswered();
  }

  private Exchange last() {
    return exchanges.get(exchanges.size() - 1);
  }

  private List<ClientCommand> stray(String what) {
    if (strays.size() < STRAYS_MAX) {
      strays.add(new ClientBreach(kind(), number, 0, "client " + number + " got " + what));
    }
    return List.of();
  }

  @Override
  public long retries() {
    return retries;
  }

  @Override
  public long repetitions() {
    return repetitions;
  }

  @Override
  public List<ClientBreach> strays() {
    return List.copyOf(strays);
  }

  @Override
  public long waitingSinceNs() {
    if (isWaiting()) {
      return last().sentNs();
    }
    return isDone() ? NEVER : NEVER - 1;
  }

  @Override
  public List<String> waitingFor() {
    if (isDone()) {
      return List.of();
    }
    String open = isWaiting() ? last().name() : "client " + number;
    long unsent = unsent();
    return List.of(
        unsent == 0
            ? open
            : open + " and " + unsent + (unsent == 1 ? " request" : " requests") + " not yet sent");
  }

  @Override
  public long unsent() {
    return questions.count() - exchanges.size();
  }

  /** What else a client will ask follows from its number, the sequence and the answers. */
  @Override
  public void digestInto(StateDigest digest) {
    digest.add(number);
    for (Exchange exchange : exchanges) {
      digest.add(exchange.sentNs());
      digest.add(exchange.answeredNs());
      digest.add(exchange.status());
      exchange.values().forEach(digest::add);
    }
    digest.add(strays.size());
    digest.add(wakeNs);
    digest.add(attempts);
  }
}
