package dev.understudy.hypervisor.log;

import java.util.Arrays;
import java.util.List;

/** What an {@link Output} entry stands for. The order is part of the log format. */
public enum OutputKind {
  CONSOLE("console", false),
  NETWORK("network", false),
  DISK_WRITE("disk-write", false),
  HALT("halt", true),
  POWER_OFF("power-off", true),
  GUEST_FAULT("guest-fault", true);

  private final String text;
  private final boolean last;

  OutputKind(String text, boolean last) {
    this.text = text;
    this.last = last;
  }

  /** The name that dumps and pages use. */
  public String text() {
    return text;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(OutputKind::text).toList();
  }

  /** Those that nothing follows. */
  public static List<OutputKind> endings() {
    return Arrays.stream(values()).filter(OutputKind::isLast).toList();
  }

  /** Whether nothing follows it: the guest has ended. */
  public boolean isLast() {
    return last;
  }
}
