package dev.understudy.sim.client;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.random.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All clients of a world. The world brings frames and the time to the client they are for, and
 * carries out what the clients want.
 *
 * <p>A bank's auditor begins when all other clients of banks are done, so that the balances it is
 * told are final.
 */
public final class ClientPool {

  private final List<ClientGroup> groups;
  private final TreeMap<Integer, Client> clients;
  private final TreeMap<Integer, Client> auditors;

  /** Clients and auditors, by number. */
  private final List<Client> everybody;

  private boolean auditing;

  /**
   * Creates clients that have not begun.
   *
   * @param chance the world's root of draws
   * @throws IllegalArgumentException if two clients have the same number
   */
  public ClientPool(List<ClientGroup> groups, Chance chance) {
    this.groups = List.copyOf(groups);
    clients = new TreeMap<>();
    auditors = new TreeMap<>();
    for (ClientGroup group : groups) {
      for (int number = group.firstNumber(); number < group.endNumber(); number++) {
        boolean audits = number == group.firstNumber() + group.count();
        Client client = create(group, number, audits, chance.named("client").numbered(number));
        if (clients.containsKey(number) || auditors.containsKey(number)) {
          throw new IllegalArgumentException("two clients have the number " + number);
        }
        (audits ? auditors : clients).put(number, client);
      }
    }
    everybody = everybody(clients, auditors);
  }

  private ClientPool(ClientPool other) {
    groups = other.groups;
    clients = new TreeMap<>();
    auditors = new TreeMap<>();
    other.clients.forEach((number, client) -> clients.put(number, client.fork()));
    other.auditors.forEach((number, client) -> auditors.put(number, client.fork()));
    everybody = everybody(clients, auditors);
    auditing = other.auditing;
  }

  public ClientPool fork() {
    return new ClientPool(this);
  }

  private static Client create(ClientGroup group, int number, boolean audits, Chance chance) {
    return group.workload() instanceof Workload.Script script
        ? new ScriptClient(number, script, group)
        : new RequestClient(number, questions(group, audits, chance), group, chance);
  }

  private static RequestSource questions(ClientGroup group, boolean audits, Chance chance) {
    return audits && group.workload() instanceof Workload.Bank bank
        ? RequestSource.audit(bank)
        : RequestSource.of(group.workload(), group.requests(), chance);
  }

  /** The numbers of all clients, auditors included, in ascending order. */
  public List<Integer> numbers() {
    return everybody.stream().map(Client::number).toList();
  }

  /** Lets all clients begin; to be called once. */
  public List<ClientCommand> start(long nowNs) {
    List<ClientCommand> commands = new ArrayList<>();
    for (Client client : clients.values()) {
      commands.addAll(client.start(nowNs));
    }
    return withAudit(commands, nowNs);
  }

  public List<ClientCommand> onFrame(int client, byte[] frame, long nowNs) {
    return withAudit(client(client).onFrame(frame, nowNs), nowNs);
  }

  public List<ClientCommand> onTimer(int client, long nowNs) {
    return withAudit(client(client).onTimer(nowNs), nowNs);
  }

  private List<ClientCommand> withAudit(List<ClientCommand> commands, long nowNs) {
    if (auditing || auditors.isEmpty() || !banksAreDone()) {
      return commands;
    }
    auditing = true;
    List<ClientCommand> all = new ArrayList<>(commands);
    for (Client auditor : auditors.values()) {
      all.addAll(auditor.start(nowNs));
    }
    return all;
  }

  private boolean banksAreDone() {
    for (Client client : clients.values()) {
      if (client.kind() == ClientKind.BANK && !client.isDone()) {
        return false;
      }
    }
    return true;
  }

  private Client client(int number) {
    Client client = clients.getOrDefault(number, auditors.get(number));
    if (client == null) {
      throw new IllegalArgumentException("no client has the number " + number);
    }
    return client;
  }

  /** Whether everything that clients asked has been answered, audits included. */
  public boolean isDone() {
    // A world asks after every step, so this builds nothing.
    for (int i = everybody.size() - 1; i >= 0; i--) {
      if (!everybody.get(i).isDone()) {
        return false;
      }
    }
    return true;
  }

  /** What still waits for an answer, one line a client. */
  public List<String> waitingFor() {
    List<String> waiting = new ArrayList<>();
    for (Client client : everybody) {
      waiting.addAll(client.waitingFor());
    }
    return waiting;
  }

  /** Whether an answer is awaited to something first sent before this time. */
  public boolean waitsSinceBefore(long timeNs) {
    return everybody.stream().anyMatch(client -> client.waitingSinceNs() < timeNs);
  }

  /** What still waits for an answer, and since when. */
  public List<OpenRequest> open() {
    List<OpenRequest> open = new ArrayList<>();
    for (Client client : everybody) {
      client.waitingFor().forEach(text -> open.add(new OpenRequest(client.waitingSinceNs(), text)));
    }
    return open;
  }

  /** How many requests, and steps of scripts, were not sent even once. */
  public long unsent() {
    return everybody.stream().mapToLong(Client::unsent).sum();
  }

  /** How often something was sent again. */
  public long retries() {
    return everybody.stream().mapToLong(Client::retries).sum();
  }

  /** How many frames repeated an answer that the client already had. */
  public long repetitions() {
    return everybody.stream().mapToLong(Client::repetitions).sum();
  }

  /** All requests sent so far with their first answers, by client and sequence. */
  public List<Exchange> exchanges() {
    List<Exchange> all = new ArrayList<>();
    for (Client client : everybody) {
      if (client instanceof RequestClient asking) {
        all.addAll(asking.exchanges());
      }
    }
    return all;
  }

  /** When the answer came that breaks a promise; empty if it is about no answer. */
  public OptionalLong answeredNs(ClientBreach breach) {
    return exchanges().stream()
        .filter(one -> one.client() == breach.client() && one.sequence() == breach.sequence())
        .filter(Exchange::isAnswered)
        .mapToLong(Exchange::answeredNs)
        .findFirst();
  }

  /**
   * Judges the promise of every kind of client on what has been seen so far. May be asked at any
   * time.
   */
  public Judgement judge() {
    List<ClientBreach> strays = new ArrayList<>();
    for (Client client : everybody) {
      strays.addAll(client.strays());
    }
    Judgement judgement = Judgement.broken(strays);
    List<Exchange> all = exchanges();
    for (Workload workload : workloads().values()) {
      List<Exchange> ofKind = new ArrayList<>(all);
      ofKind.removeIf(exchange -> exchange.request().operation().kind() != workload.kind());
      judgement = judgement.and(Promise.of(workload).judge(ofKind));
    }
    return judgement;
  }

  /** One workload of each kind: clients of one kind all use one part of the guest. */
  private Map<ClientKind, Workload> workloads() {
    TreeMap<ClientKind, Workload> byKind = new TreeMap<>();
    for (ClientGroup group : groups) {
      byKind.putIfAbsent(group.workload().kind(), group.workload());
    }
    return byKind;
  }

  /**
   * Why the status of some reply depends on the order in which the guest serves requests, so that
   * the views of two runs may differ although both are right; empty if none does.
   */
  public List<String> whyRepliesDependOnOrder() {
    List<String> reasons = new ArrayList<>();
    for (Workload workload : workloads().values()) {
      reasons.addAll(workload.match(new DependenceOnOrder()));
    }
    return reasons;
  }

  private final class DependenceOnOrder implements Workload.Cases<List<String>> {
    @Override
    public List<String> echo(Workload.Echo echo) {
      return List.of();
    }

    @Override
    public List<String> counter(Workload.Counter counter) {
      return List.of();
    }

    @Override
    public List<String> bank(Workload.Bank bank) {
      return accountsThatMayRunDry(bank);
    }

    @Override
    public List<String> kv(Workload.Kv kv) {
      return List.of("a compare-and-swap of kv clients may find another value");
    }

    @Override
    public List<String> resp(Workload.Resp resp) {
      return List.of();
    }

    @Override
    public List<String> script(Workload.Script script) {
      return List.of();
    }
  }

  /** What banks' clients ask follows from the seed alone, so it can be added up beforehand. */
  private List<String> accountsThatMayRunDry(Workload.Bank bank) {
    long[] withdrawals = new long[bank.accounts()];
    for (Client client : clients.values()) {
      if (client instanceof RequestClient asking && client.kind() == ClientKind.BANK) {
        asking.forEachRequest(
            request -> {
              if (request.operation() == RequestKind.TRANSFER) {
                withdrawals[(int) request.argument(0)] += request.argument(2);
              }
            });
      }
    }
    List<String> reasons = new ArrayList<>();
    for (int account = 0; account < withdrawals.length && reasons.isEmpty(); account++) {
      if (withdrawals[account] > bank.openingBalance()) {
        reasons.add(
            "account "
                + account
                + " opens with "
                + bank.openingBalance()
                + ", but "
                + withdrawals[account]
                + " will be asked of it, so a transfer may be refused");
      }
    }
    return reasons;
  }

  /**
   * What the clients know at the end, to compare with what they know after a run without failovers.
   */
  public ClientView view() {
    TreeMap<RequestId, Long> statuses = new TreeMap<>();
    for (Exchange exchange : exchanges()) {
      if (exchange.isAnswered()) {
        statuses.put(new RequestId(exchange.client(), exchange.sequence()), exchange.status());
      }
    }
    return new ClientView(statuses, balances());
  }

  private List<Long> balances() {
    List<Long> balances = new ArrayList<>();
    for (Client auditor : auditors.values()) {
      if (auditor instanceof RequestClient asking && balances.isEmpty()) {
        for (Exchange exchange : asking.exchanges()) {
          if (exchange.request().operation() == RequestKind.BALANCE && exchange.isAnswered()) {
            balances.add(exchange.value(1));
          }
        }
      }
    }
    return balances;
  }

  private static List<Client> everybody(
      Map<Integer, Client> clients, Map<Integer, Client> auditors) {
    if (auditors.isEmpty()) {
      return List.copyOf(clients.values());
    }
    TreeMap<Integer, Client> all = new TreeMap<>(clients);
    all.putAll(auditors);
    return List.copyOf(all.values());
  }

  /** Adds all that can still matter, and everything that promises are judged by. */
  public void digestInto(StateDigest digest) {
    digest.add(auditing);
    clients.values().forEach(client -> client.digestInto(digest));
    auditors.values().forEach(client -> client.digestInto(digest));
  }
}
