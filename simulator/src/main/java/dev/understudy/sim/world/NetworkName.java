package dev.understudy.sim.world;

import java.util.Locale;

/** One of the three networks of {@link WorldNetworks}, where a fault names it. */
public enum NetworkName {
  CLIENT,
  CHANNEL,
  STORAGE;

  /** The name in reports. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
