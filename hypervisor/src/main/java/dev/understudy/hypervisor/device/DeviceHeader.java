package dev.understudy.hypervisor.device;

import java.util.Locale;

/** The names of ports, lines and sizes for programs in C, written from the device definitions. */
public final class DeviceHeader {
  /** The file, in the folder of what programs in C include. */
  public static final String NAME = "devices.h";

  private static final String BEGIN =
      """
      /* Ports, lines and sizes of the devices.
         Written from the device definitions; docs/reference/DEVICES.md says what they do. */
      #ifndef DEVICES_H
      #define DEVICES_H
      """;

  private DeviceHeader() {}

  /** Numbers for the preprocessor, since a port is a part of an instruction. */
  public static String text() {
    StringBuilder text = new StringBuilder(BEGIN);
    for (DeviceDefinition<?> device : Devices.DEFINITIONS) {
      text.append("\n/* ").append(device.name()).append(" */\n");
      for (Port port : device.ports()) {
        String number = "0x" + Integer.toHexString(port.number());
        define(text, port.name(), number, port.input() != null ? "in" : "out");
      }
      for (DeviceDefinition.Constant constant : device.constants()) {
        define(text, constant.name(), Long.toString(constant.value()), constant.doc());
      }
      String line = "LINE_" + device.name().toUpperCase(Locale.ROOT);
      device
          .line()
          .ifPresent(number -> define(text, line, Integer.toString(number), "interrupt line"));
    }
    return text.append("\n#endif\n").toString();
  }

  private static void define(StringBuilder text, String name, String value, String comment) {
    String front = "#define " + name + " " + value;
    text.append(front).append(" ".repeat(Math.max(1, 40 - front.length())));
    text.append("/* ").append(comment).append(" */\n");
  }
}
