package dev.understudy.inspect.timetravel;

import dev.understudy.base.Bytes;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.device.Devices;
import dev.understudy.hypervisor.device.StateVisitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** What the devices of a guest hold. */
public final class DeviceText {
  private DeviceText() {}

  /**
   * Values by {@code device.field}, in the order of the devices.
   *
   * @param number how a number is shown
   */
  public static Map<String, String> of(Replica replica, LongFunction<String> number) {
    Map<String, String> all = new LinkedHashMap<>();
    Devices devices = replica.guest().devices();
    devices.console().visit(named("console", number, all));
    devices.keyboard().visit(named("keyboard", number, all));
    devices.mouse().visit(named("mouse", number, all));
    devices.timer().visit(named("timer", number, all));
    devices.network().visit(named("network", number, all));
    devices.disk().visit(named("disk", number, all));
    devices.power().visit(named("power", number, all));
    return all;
  }

  /** A device may have several fields of one name, as a ring has slots: they are counted. */
  private static StateVisitor named(
      String device, LongFunction<String> number, Map<String, String> into) {
    return new StateVisitor() {
      @Override
      public void number(String name, long value) {
        put(name, number.apply(value));
      }

      @Override
      public void payload(String name, Bytes value) {
        put(name, value.length() + " bytes");
      }

      private void put(String name, String value) {
        String key = device + "." + name;
        for (int i = 2; into.containsKey(key); i++) {
          key = device + "." + name + "#" + i;
        }
        into.put(key, value);
      }
    };
  }
}
