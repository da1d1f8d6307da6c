package dev.understudy.sim.world;

/** One of the three networks of {@link WorldNetworks}, where a fault names it. */
public enum NetworkName {
  CLIENT,
  CHANNEL,
  STORAGE
}
