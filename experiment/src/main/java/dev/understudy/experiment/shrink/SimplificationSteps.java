package dev.understudy.experiment.shrink;

import dev.understudy.base.Bytes;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.NetworkSettings;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.experiment.scenario.TypedText;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.random.Probability;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultTrigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** All scenarios that are one step simpler than another, the boldest first. */
final class SimplificationSteps {
  private static final long[] ROUNDINGS_NS = {10_000_000, 1_000_000, 100_000, 10_000, 1_000};

  private final Scenario from;
  private final Scenario usual;
  private final List<Scenario> steps = new ArrayList<>();

  private SimplificationSteps(Scenario from) {
    this.from = from;
    this.usual = Scenario.of(from.program());
  }

  /**
   * @param mayBeShorter whether the run may get less time: not when what is broken is that
   *     something never happened
   */
  static List<Scenario> from(Scenario scenario, boolean mayBeShorter) {
    SimplificationSteps all = new SimplificationSteps(scenario);
    all.fewerFaults();
    all.fewerOperations();
    all.fewerClients();
    all.usualSurroundings();
    all.quieterNetworks();
    all.lessInput();
    all.simplerFaults();
    all.brieferFaults();
    if (mayBeShorter) {
      all.shorter();
    }
    return all.steps.stream().filter(step -> !step.equals(scenario)).toList();
  }

  // ---- less of everything

  private void fewerFaults() {
    without(from.faults(), faults -> from.withFaults(faults));
  }

  private void fewerOperations() {
    without(from.operations(), operations -> from.builder().operations(operations).scenario());
  }

  /** Halves first, then one by one. */
  private <T> void without(List<T> all, Function<List<T>, Scenario> with) {
    for (int size = all.size(); size > 0; size /= 2) {
      for (int at = 0; at + size <= all.size(); at += size) {
        List<T> rest = new ArrayList<>(all.subList(0, at));
        rest.addAll(all.subList(at + size, all.size()));
        steps.add(with.apply(rest));
      }
    }
  }

  private void fewerClients() {
    without(from.clients(), clients -> from.withClients(clients));
    for (ClientGroup group : from.clients()) {
      for (long count : fewer(group.count())) {
        steps.add(from.withClients(replaced(group, resized(group, count, group.requests()))));
      }
      for (long requests : fewer(group.requests())) {
        steps.add(from.withClients(replaced(group, resized(group, group.count(), requests))));
      }
    }
  }

  private static List<Long> fewer(long number) {
    return Arrays.asList(1L, number / 4, number / 2, number - 1).stream()
        .filter(less -> less >= 1 && less < number)
        .distinct()
        .toList();
  }

  private List<ClientGroup> replaced(ClientGroup old, ClientGroup by) {
    return from.clients().stream().map(group -> group.equals(old) ? by : group).toList();
  }

  private static ClientGroup resized(ClientGroup group, long count, long requests) {
    return new ClientGroup(
        group.workload(),
        group.firstNumber(),
        (int) count,
        requests,
        group.startNs(),
        group.thinkNs(),
        group.retryNs());
  }

  private void lessInput() {
    without(from.keyboard(), keyboard -> from.builder().keyboard(keyboard).scenario());
    without(from.mouse(), mouse -> from.builder().mouse(mouse).scenario());
    for (TypedText typing : from.keyboard()) {
      Bytes half = typing.text().slice(0, typing.text().length() / 2);
      if (half.length() > 0) {
        TypedText shorter = new TypedText(typing.atNs(), half, typing.intervalNs());
        steps.add(
            from.builder()
                .keyboard(
                    from.keyboard().stream()
                        .map(one -> one.equals(typing) ? shorter : one)
                        .toList())
                .scenario());
      }
    }
  }

  // ---- what is usual

  private void usualSurroundings() {
    steps.add(from.builder().hosts(usual.hosts()).scenario());
    steps.add(from.builder().protocol(usual.protocol()).scenario());
    steps.add(from.builder().disk(usual.disk()).scenario());
    steps.add(from.builder().networks(usual.networks()).scenario());
    steps.add(from.withSeed(usual.seed()));
  }

  private void quieterNetworks() {
    NetworkSettings networks = from.networks();
    quieter(
        networks.client(),
        link -> new NetworkSettings(link, networks.channel(), networks.storage()));
    quieter(
        networks.channel(),
        link -> new NetworkSettings(networks.client(), link, networks.storage()));
    quieter(
        networks.storage(),
        link -> new NetworkSettings(networks.client(), networks.channel(), link));
  }

  private void quieter(LinkModel link, Function<LinkModel, NetworkSettings> in) {
    List<LinkModel> links =
        List.of(
            LinkModel.perfect(link.latencyNs()),
            of(link, link.jitterNs(), Probability.NEVER, link.duplication(), link.reordering()),
            of(link, link.jitterNs(), link.loss(), Probability.NEVER, link.reordering()),
            of(link, link.jitterNs(), link.loss(), link.duplication(), Probability.NEVER),
            of(link, 0, link.loss(), link.duplication(), link.reordering()));
    links.forEach(one -> steps.add(from.builder().networks(in.apply(one)).scenario()));
  }

  private static LinkModel of(
      LinkModel link, long jitterNs, Probability loss, Probability twice, Probability late) {
    return new LinkModel(link.latencyNs(), jitterNs, loss, twice, late, link.bytesPerSecond());
  }

  // ---- simpler faults

  private void simplerFaults() {
    for (int i = 0; i < from.faults().size(); i++) {
      Fault fault = from.faults().get(i);
      OptionalLong knownNs = fault.trigger().knownTimeNs();
      if (knownNs.isPresent()) {
        int index = i;
        long atNs = knownNs.getAsLong();
        for (long timeNs : List.of(atNs / 2, atNs * 3 / 4)) {
          steps.add(moved(index, fault, timeNs));
        }
        rounded(atNs, timeNs -> moved(index, fault, timeNs));
      }
    }
  }

  private Scenario moved(int index, Fault fault, long timeNs) {
    List<Fault> faults = new ArrayList<>(from.faults());
    faults.set(index, FaultText.fault(fault.effect(), new FaultTrigger.AtTime(timeNs)));
    return from.withFaults(faults);
  }

  private void brieferFaults() {
    for (int i = 0; i < from.faults().size(); i++) {
      Fault fault = from.faults().get(i);
      long forNs = fault.forNs();
      if (forNs != Fault.FOR_EVER) {
        int index = i;
        for (long lessNs : List.of(forNs / 4, forNs / 2, forNs * 3 / 4)) {
          if (lessNs > 0) {
            steps.add(lasting(index, fault, lessNs));
          }
        }
        rounded(forNs, lessNs -> lasting(index, fault, lessNs));
      }
    }
  }

  private Scenario lasting(int index, Fault fault, long forNs) {
    List<Fault> faults = new ArrayList<>(from.faults());
    faults.set(index, FaultText.fault(fault.effect().lasting(forNs), fault.trigger()));
    return from.withFaults(faults);
  }

  private void rounded(long timeNs, Function<Long, Scenario> with) {
    for (long unit : ROUNDINGS_NS) {
      if (timeNs % unit != 0 && timeNs > unit) {
        steps.add(with.apply(timeNs / unit * unit));
      }
    }
  }

  private void shorter() {
    for (long lengthNs : List.of(from.lengthNs() / 4, from.lengthNs() / 2)) {
      if (lengthNs >= Math.max(10_000_000, from.expect().endsByNs().orElse(0L) + 1)) {
        steps.add(from.builder().lengthNs(lengthNs).scenario());
      }
    }
  }
}
