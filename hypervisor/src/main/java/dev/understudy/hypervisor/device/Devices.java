package dev.understudy.hypervisor.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All devices of one guest. */
public final class Devices {

  /** The one list of devices that a guest sees; the pages and ports loop over it. */
  static final List<Definition<?>> DEFINITIONS =
      List.of(
          Console.DEFINITION,
          Keyboard.DEFINITION,
          Mouse.DEFINITION,
          Timer.DEFINITION,
          Network.DEFINITION,
          Disk.DEFINITION,
          Power.DEFINITION);

  private static final int PORTS = 0x80;
  private static final @Nullable Port[] BY_NUMBER = byNumber();

  private static @Nullable Port[] byNumber() {
    @Nullable Port[] table = new @Nullable Port[PORTS];
    for (Definition<?> definition : DEFINITIONS) {
      for (Port port : definition.ports()) {
        if (table[port.number()] != null) {
          throw new IllegalStateException("two devices with port " + port.number());
        }
        table[port.number()] = port;
      }
    }
    return table;
  }

  private final Console console;
  private final Keyboard keyboard;
  private final Mouse mouse;
  private final Timer timer;
  private final Network network;
  private final Disk disk;
  private final Power power;
  private final Panel panel;

  public Devices(DeviceConfig config) {
    console = new Console();
    keyboard = new Keyboard();
    mouse = new Mouse();
    timer = new Timer();
    network = new Network(config.networkAddress());
    disk = new Disk(config.diskBlocks(), config.diskKind());
    power = new Power();
    panel = new Panel();
  }

  private Devices(Devices from) {
    console = from.console.fork();
    keyboard = from.keyboard.fork();
    mouse = from.mouse.fork();
    timer = from.timer.fork();
    network = from.network.fork();
    disk = from.disk.fork();
    power = from.power.fork();
    panel = from.panel.fork();
  }

  private static @Nullable Port port(int number) {
    return number >= 0 && number < PORTS ? BY_NUMBER[number] : null;
  }

  /** Whether there is such a port to read. */
  public static boolean canRead(int number) {
    @Nullable Port port = port(number);
    return port != null && port.input() != null;
  }

  /** Whether there is such a port to write. */
  public static boolean canWrite(int number) {
    @Nullable Port port = port(number);
    return port != null && port.output() != null;
  }

  public long read(int number) {
    @Nullable Port port = port(number);
    if (port == null || port.input() == null) {
      throw new IllegalArgumentException("no port to read: " + number);
    }
    return port.input().read(this);
  }

  /** Effects come out of the bus. */
  public void write(int number, long value, Bus bus) {
    @Nullable Port port = port(number);
    if (port == null || port.output() == null) {
      throw new IllegalArgumentException("no port to write: " + number);
    }
    port.output().write(this, bus, value);
  }

  public Console console() {
    return console;
  }

  public Keyboard keyboard() {
    return keyboard;
  }

  public Mouse mouse() {
    return mouse;
  }

  public Timer timer() {
    return timer;
  }

  public Network network() {
    return network;
  }

  public Disk disk() {
    return disk;
  }

  public Power power() {
    return power;
  }

  public Panel panel() {
    return panel;
  }

  /** Shows the state of every device, always in the same order. */
  public void visit(StateVisitor visitor) {
    for (Device device : all()) {
      device.visit(visitor);
    }
  }

  /** Takes on the state that {@link #visit} showed. They must be new. */
  public void restore(StateSource source) {
    for (Device device : all()) {
      device.restore(source);
    }
  }

  private List<Device> all() {
    return List.of(console, keyboard, mouse, timer, network, disk, power, panel);
  }

  public Devices fork() {
    return new Devices(this);
  }
}
