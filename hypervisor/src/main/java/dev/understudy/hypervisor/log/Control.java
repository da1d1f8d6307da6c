package dev.understudy.hypervisor.log;

import java.util.Arrays;
import java.util.List;

/**
 * What an operator does to a running guest from outside (paper §3.3). The order is part of the log
 * format.
 */
public enum Control {
  POWER_OFF("power-off"),
  PAUSE("pause"),
  RESUME("resume"),
  SHARE("share");

  private final String text;

  Control(String text) {
    this.text = text;
  }

  /** The name that dumps, pages and scenarios use. */
  public String text() {
    return text;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Control::text).toList();
  }
}
