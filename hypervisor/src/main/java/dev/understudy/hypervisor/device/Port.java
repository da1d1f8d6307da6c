package dev.understudy.hypervisor.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One port: its number and name, and what reading or writing it does.
 *
 * @param name with the device's name in front, as in {@code CONSOLE_PUT}
 * @param input null for a port that can't be read
 * @param output null for a port that can't be written
 */
record Port(int number, String name, String doc, @Nullable Input input, @Nullable Output output) {

  /** What a port read gives, among all devices of a guest; reading may change the device. */
  interface Input {
    long read(List<Device> devices);
  }

  /** What a port write does. */
  interface Output {
    void write(List<Device> devices, Bus bus, long value);
  }
}
