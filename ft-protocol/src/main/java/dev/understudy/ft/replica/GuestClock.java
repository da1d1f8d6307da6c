package dev.understudy.ft.replica;

import dev.understudy.hypervisor.HostSource;

/**
 * The host's clock as the guest sees it. It is shifted, so that a guest that changes hosts does not
 * notice how much their clocks differ.
 *
 * @param host whose clock it is
 * @param offsetNs added to the host's clock; 0 until the guest has changed hosts
 */
record GuestClock(HostSource host, long offsetNs) implements HostSource {

  @Override
  public long clockNs(long atCount) {
    return host.clockNs(atCount) + offsetNs;
  }

  @Override
  public long entropy() {
    return host.entropy();
  }
}
