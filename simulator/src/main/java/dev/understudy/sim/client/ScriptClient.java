package dev.understudy.sim.client;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that sends the payloads of a script at the times of the script, and repeats each until
 * the reply arrives that the script expects.
 */
final class ScriptClient implements Client {

  private static final int STRAYS_MAX = 10;
  private static final long NEVER = Long.MAX_VALUE;

  private final int number;
  private final List<ScriptStep> steps;
  private final long retryNs;
  private final long startNs;

  /**
   * When each step is to be sent for the first time or again; {@link #NEVER} once there is nothing
   * left to do for it.
   */
  private final long[] dueNs;

  private final int[] sendings;
  private final boolean[] satisfied;
  private final List<ClientBreach> strays;
  private long retries;
  private long repetitions;

  ScriptClient(int number, Workload.Script script, ClientGroup group) {
    this.number = number;
    steps = script.steps();
    retryNs = group.retryNs();
    startNs = group.startNs();
    dueNs = new long[steps.size()];
    sendings = new int[steps.size()];
    satisfied = new boolean[steps.size()];
    strays = new ArrayList<>();
    for (int i = 0; i < dueNs.length; i++) {
      dueNs[i] = group.startNs() + steps.get(i).atNs();
      satisfied[i] = steps.get(i).expect().isEmpty();
    }
  }

  private ScriptClient(ScriptClient other) {
    number = other.number;
    steps = other.steps;
    retryNs = other.retryNs;
    startNs = other.startNs;
    dueNs = other.dueNs.clone();
    sendings = other.sendings.clone();
    satisfied = other.satisfied.clone();
    strays = new ArrayList<>(other.strays);
    retries = other.retries;
    repetitions = other.repetitions;
  }

  @Override
  public ScriptClient fork() {
    return new ScriptClient(this);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public ClientKind kind() {
    return ClientKind.SCRIPT;
  }

  @Override
  public List<ClientCommand> start(long nowNs) {
    return onTimer(nowNs);
  }

  @Override
  public List<ClientCommand> onTimer(long nowNs) {
    List<ClientCommand> commands = new ArrayList<>();
    for (int i = 0; i < dueNs.length; i++) {
      if (dueNs[i] <= nowNs) {
        retries += sendings[i] > 0 ? 1 : 0;
        sendings[i]++;
        dueNs[i] = satisfied[i] || retryNs == 0 ? NEVER : nowNs + retryNs;
        commands.add(
            new ClientCommand.Send(
                number,
                ClientFrame.frame(
                    ClientFrame.GUEST_ADDRESS,
                    ClientFrame.addressOf(number),
                    steps.get(i).send().toArray())));
      }
    }
    long wakeNs = wakeNs();
    if (wakeNs != NEVER) {
      commands.add(new ClientCommand.WakeAt(number, wakeNs));
    }
    return commands;
  }

  @Override
  public List<ClientCommand> onFrame(byte[] frame, long nowNs) {
    if (frame.length < ClientFrame.HEADER_BYTES
        || ClientFrame.destinationOf(frame) != ClientFrame.addressOf(number)) {
      return stray("a frame that is not addressed to it");
    }
    Bytes payload = Bytes.copyOf(ClientFrame.payloadOf(frame));
    boolean known = false;
    for (int i = 0; i < satisfied.length; i++) {
      if (sendings[i] > 0 && steps.get(i).expect().filter(payload::equals).isPresent()) {
        if (!satisfied[i]) {
          satisfied[i] = true;
          dueNs[i] = NEVER;
          return List.of();
        }
        known = true;
      }
    }
    if (!known) {
      return stray(payload.toQuotedText() + ", which no step sent so far expects");
    }
    repetitions++;
    return List.of();
  }

  private List<ClientCommand> stray(String what) {
    if (strays.size() < STRAYS_MAX) {
      strays.add(new ClientBreach(kind(), number, 0, "client " + number + " got " + what));
    }
    return List.of();
  }

  private long wakeNs() {
    long earliestNs = NEVER;
    for (long due : dueNs) {
      earliestNs = Math.min(earliestNs, due);
    }
    return earliestNs;
  }

  @Override
  public boolean isDone() {
    for (int i = 0; i < satisfied.length; i++) {
      if (!satisfied[i] || sendings[i] == 0) {
        return false;
      }
    }
    return true;
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

  /** A step that is sent again and again counts as waiting since it was due. */
  @Override
  public long waitingSinceNs() {
    long sinceNs = NEVER;
    for (int i = 0; i < satisfied.length; i++) {
      if (sendings[i] == 0) {
        sinceNs = Math.min(sinceNs, NEVER - 1);
      } else if (!satisfied[i]) {
        sinceNs = Math.min(sinceNs, startNs + steps.get(i).atNs());
      }
    }
    return sinceNs;
  }

  @Override
  public long unsent() {
    long unsent = 0;
    for (int sent : sendings) {
      unsent += sent == 0 ? 1 : 0;
    }
    return unsent;
  }

  @Override
  public List<String> waitingFor() {
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < satisfied.length; i++) {
      if (!satisfied[i] || sendings[i] == 0) {
        waiting.add("client " + number + ", step " + (i + 1) + " of its script");
      }
    }
    return waiting;
  }

  @Override
  public void digestInto(StateDigest digest) {
    digest.add(number);
    for (int i = 0; i < dueNs.length; i++) {
      digest.add(dueNs[i]);
      digest.add(sendings[i]);
      digest.add(satisfied[i]);
    }
    digest.add(strays.size());
  }
}
