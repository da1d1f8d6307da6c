package dev.understudy.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.sim.random.Chance;
import dev.understudy.sim.random.Probability;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final List<String> ENDPOINTS = List.of("host-1", "host-2", "client-1");
  private static final Chance CHANCE = Chance.seeded(11);

  @Test
  void aPerfectNetworkDeliversAfterItsLatency() {
    Network<String> network = perfect();

    Flight<String> flight = network.send(100, A, 1, B, "hello", 5).get(0);

    assertThat(flight.arrivesNs()).isEqualTo(100 + 1_000);
    assertThat(network.arrives(flight)).isTrue();
    assertThat(network.traffic()).isEqualTo(new Traffic(1, 5, 1, 0, 0, 0, 0));
  }

  @Test
  void jitterDelaysButKeepsTheOrder() {
    Network<Integer> network = network(new LinkModel(1_000, 500, NEVER, NEVER, NEVER));
    List<Long> delays = new ArrayList<>();
    long lastNs = 0;
    for (int i = 0; i < 1_000; i++) {
      long nowNs = i * 100L;
      Flight<Integer> flight = network.send(nowNs, A, 1, B, i, 1).get(0);
      assertThat(flight.arrivesNs()).isGreaterThanOrEqualTo(lastNs);
      lastNs = flight.arrivesNs();
      delays.add(flight.arrivesNs() - nowNs);
    }

    assertThat(delays).allMatch(delay -> delay >= 1_000 && delay <= 1_500);
    assertThat(delays.stream().distinct().count()).isGreaterThan(100);
  }

  @Test
  void lossDuplicationAndReorderingHappenAsOftenAsAsked() {
    Probability tenPercent = Probability.of("0.1");
    Network<Integer> network = network(new LinkModel(1_000, 0, tenPercent, tenPercent, tenPercent));
    int overtaken = 0;
    long latestNs = 0;
    for (int i = 0; i < 10_000; i++) {
      for (Flight<Integer> flight : network.send(i * 100L, A, 1, B, i, 1)) {
        overtaken += flight.arrivesNs() < latestNs ? 1 : 0;
        latestNs = Math.max(latestNs, flight.arrivesNs());
        assertThat(flight.arrivesNs() - flight.sentNs()).isGreaterThanOrEqualTo(1_000);
      }
    }

    Traffic traffic = network.traffic();
    assertThat(traffic.sent()).isEqualTo(10_000);
    assertThat(traffic.lost()).isCloseTo(1_000, within(150L));
    assertThat(traffic.duplicated()).isCloseTo(900, within(150L));
    assertThat(traffic.heldBack()).isCloseTo(900, within(150L));
    assertThat(overtaken).isGreaterThan(500);
  }

  @Test
  void aCutStopsOneDirection() {
    Network<String> network = perfect();
    network.cut(A, B);

    assertThat(network.arrives(send(network, A, B))).isFalse();
    assertThat(network.arrives(send(network, B, A))).isTrue();
    assertThat(network.arrives(send(network, A, C))).isTrue();
    assertThat(network.traffic().cut()).isEqualTo(1);
  }

  @Test
  void whatIsOnItsWayWhenTheCutComesIsLost() {
    Network<String> network = perfect();
    Flight<String> flight = send(network, A, B);
    network.cut(A, B);
    Flight<String> sentDuringTheCut = send(network, A, B);

    assertThat(network.arrives(flight)).isFalse();
    network.heal(A, B);
    assertThat(network.arrives(sentDuringTheCut)).isTrue();
  }

  @Test
  void overlappingCutsEachHaveTheirOwnEnd() {
    Network<String> network = perfect();
    network.cut(A, B);
    network.cut(A, B);
    network.cut(A, Network.ALL);
    assertThat(network.cuts())
        .containsExactly("host-1 > host-2", "host-1 > host-2", "host-1 > all");

    network.heal(A, B);
    network.heal(A, Network.ALL);
    assertThat(network.isCut(A, B)).isTrue();
    assertThat(network.isCut(A, C)).isFalse();
    network.heal(A, B);
    assertThat(network.isCut(A, B)).isFalse();
    assertThatThrownBy(() -> network.heal(A, B))
        .hasMessageContaining("not cut from host-1 to host-2");
  }

  @Test
  void behindASwitchTheCutIsThatOfTheHostReached() {
    Network<String> network = perfect();
    Flight<String> flight = send(network, C, A);
    network.cut(C, A);

    assertThat(network.arrives(flight, B)).isTrue();
    assertThat(network.arrives(flight, A)).isFalse();
  }

  @Test
  void whatOthersSendDoesNotChangeAnybodysLuck() {
    LinkModel wild = new LinkModel(1_000, 500, HALF, HALF, HALF);
    Network<Integer> quiet = network(wild);
    Network<Integer> busy = network(wild);
    for (int i = 0; i < 200; i++) {
      busy.send(i, C, 1, B, i, 1);
      busy.send(i, A, 1, C, i, 1);
      assertThat(busy.send(i * 10L, A, 1, B, i, 1)).isEqualTo(quiet.send(i * 10L, A, 1, B, i, 1));
    }
  }

  @Test
  void aRebootedHostDrawsAnewWhereverItsPredecessorStopped() {
    LinkModel wild = new LinkModel(1_000, 500, HALF, HALF, HALF);
    Network<Integer> early = network(wild);
    Network<Integer> late = network(wild);
    early.send(0, A, 1, B, 0, 1);
    for (int i = 0; i < 50; i++) {
      late.send(0, A, 1, B, 0, 1);
    }

    for (int i = 0; i < 50; i++) {
      long nowNs = 1_000_000 + 10_000L * i;
      assertThat(early.send(nowNs, A, 2, B, i, 1)).isEqualTo(late.send(nowNs, A, 2, B, i, 1));
    }
  }

  @Test
  void aForkGoesOnAsTheOriginalWould() {
    Network<Integer> network = network(new LinkModel(1_000, 500, HALF, HALF, HALF));
    for (int i = 0; i < 20; i++) {
      network.send(i, A, 1, B, i, 1);
    }
    network.cut(B, A);
    Network<Integer> fork = network.fork();

    for (int i = 0; i < 20; i++) {
      assertThat(fork.send(i, A, 1, B, i, 1)).isEqualTo(network.send(i, A, 1, B, i, 1));
    }
    fork.heal(B, A);
    assertThat(network.isCut(B, A)).isTrue();
    assertThat(fork.traffic()).isEqualTo(network.traffic());
  }

  @Test
  void aLatencyOfZeroIsRefusedBecauseHostsRunAheadByIt() {
    assertThatThrownBy(() -> LinkModel.perfect(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static final Probability NEVER = Probability.NEVER;
  private static final Probability HALF = Probability.of("0.5");

  private static Network<String> perfect() {
    return new Network<>("channel", LinkModel.perfect(1_000), CHANCE, ENDPOINTS);
  }

  private static Network<Integer> network(LinkModel model) {
    return new Network<>("channel", model, CHANCE, ENDPOINTS);
  }

  private static Flight<String> send(Network<String> network, int from, int to) {
    return network.send(0, from, 1, to, "x", 1).get(0);
  }
}
