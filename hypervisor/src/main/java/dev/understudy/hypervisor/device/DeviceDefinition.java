package dev.understudy.hypervisor.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * All that defines a device: ports, line, constants, prose and examples. Dispatch, {@code
 * docs/reference/DEVICES.md} and {@code devices.inc} follow from it.
 *
 * @param <D> the device's class
 */
final class DeviceDefinition<D extends Device> {

  /** A number for {@code devices.inc}. */
  record Constant(String name, long value, String doc) {}

  /** A program for the page; a test assembles and runs it. */
  record Example(String title, String source) {}

  /** What writing a port of the device does. */
  interface Write<D> {
    void write(D device, Bus bus, long value);
  }

  private final String name;
  private final int base;
  private final Function<DeviceConfig, D> maker;
  private final List<Port> ports = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private OptionalInt line = OptionalInt.empty();
  private String about = "";
  private int place;

  private DeviceDefinition(String name, int base, Function<DeviceConfig, D> maker) {
    this.name = name;
    this.base = base;
    this.maker = maker;
  }

  /**
   * A device without ports so far.
   *
   * @param base the number of its first port
   * @param maker what builds the device of a new guest
   */
  static <D extends Device> DeviceDefinition<D> of(
      String name, int base, Function<DeviceConfig, D> maker) {
    return new DeviceDefinition<>(name, base, maker);
  }

  DeviceDefinition<D> line(int number) {
    line = OptionalInt.of(number);
    return this;
  }

  DeviceDefinition<D> about(String text) {
    about = text;
    return this;
  }

  DeviceDefinition<D> in(int offset, String port, String doc, ToLongFunction<D> read) {
    Port.Input input = devices -> read.applyAsLong(of(devices));
    ports.add(new Port(base + offset, prefix() + port, doc, input, null));
    return this;
  }

  DeviceDefinition<D> out(int offset, String port, String doc, Write<D> write) {
    Port.Output output = (devices, bus, value) -> write.write(of(devices), bus, value);
    ports.add(new Port(base + offset, prefix() + port, doc, null, output));
    return this;
  }

  DeviceDefinition<D> constant(String constant, long value, String doc) {
    constants.add(new Constant(prefix() + constant, value, doc));
    return this;
  }

  DeviceDefinition<D> example(String title, String source) {
    examples.add(new Example(title, source));
    return this;
  }

  /** The device of a new guest. */
  D make(DeviceConfig config) {
    return maker.apply(config);
  }

  /** Sets which one of the guest's devices this defines, by its place in the list. */
  void assignPlace(int at) {
    place = at;
  }

  /**
   * The one that this definition made.
   *
   * @param devices all devices of a guest, as {@link #stand} counts
   */
  @SuppressWarnings("unchecked")
  D of(List<Device> devices) {
    return (D) devices.get(place);
  }

  private String prefix() {
    return name.toUpperCase(Locale.ROOT) + "_";
  }

  String name() {
    return name;
  }

  OptionalInt line() {
    return line;
  }

  String about() {
    return about;
  }

  List<Port> ports() {
    return ports;
  }

  List<Constant> constants() {
    return constants;
  }

  List<Example> examples() {
    return examples;
  }
}
