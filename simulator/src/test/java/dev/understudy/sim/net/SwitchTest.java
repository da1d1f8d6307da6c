package dev.understudy.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwitchTest {

  private static final long ADDRESS = 1;

  private final Switch network = new Switch();

  @Test
  void anAddressNobodyAnnouncedBelongsToNobody() {
    assertThat(network.ownerOf(ADDRESS)).isEmpty();
  }

  @Test
  void theHighestTenureOwnsTheAddress() {
    assertThat(network.announce(ADDRESS, 0, 2)).isTrue();
    assertThat(network.announce(ADDRESS, 1, 3)).isTrue();

    assertThat(network.ownerOf(ADDRESS)).hasValue(1);
  }

  @Test
  void aHostThatLostItsRoleCannotTakeTheAddressBack() {
    network.announce(ADDRESS, 1, 3);

    assertThat(network.announce(ADDRESS, 0, 2)).isFalse();
    assertThat(network.announce(ADDRESS, 0, 3)).isFalse();

    assertThat(network.ownerOf(ADDRESS)).hasValue(1);
  }

  @Test
  void repeatingAnAnnouncementChangesNothing() {
    network.announce(ADDRESS, 0, 2);

    assertThat(network.announce(ADDRESS, 0, 2)).isFalse();
    assertThat(network.announce(ADDRESS, 0, 4)).as("the owner stays").isFalse();
    assertThat(network.announce(ADDRESS, 1, 3)).as("below the renewed tenure").isFalse();
    assertThat(network.bindings()).containsExactly(new Switch.Binding(ADDRESS, 0, 4));
  }

  @Test
  void aForkLearnsForItself() {
    network.announce(ADDRESS, 0, 2);
    Switch fork = network.fork();
    fork.announce(ADDRESS, 1, 3);

    assertThat(network.ownerOf(ADDRESS)).hasValue(0);
    assertThat(fork.ownerOf(ADDRESS)).hasValue(1);
  }
}
