package dev.understudy.hypervisor.device;

/** The power switch. */
public final class Power implements Device {

  static final DeviceDefinition<Power> DEFINITION =
      DeviceDefinition.of("power", 0x60, config -> new Power())
          .about(
              """
              Switching off is an output like any other: it takes effect once the backup holds its
              log entry. What the console has gathered goes out first. `halt` does the same with
              exit code 0.
              """)
          .out(0, "OFF", "Switches the machine off; the value is its exit code.", Power::off)
          .example(
              "The end",
              """
                      .include "devices.inc"
              start:  mov     r0, 3
                      out     POWER_OFF, r0
              """);

  private boolean off;
  private long exitCode;

  Power() {}

  private Power(Power from) {
    off = from.off;
    exitCode = from.exitCode;
  }

  private void off(Bus bus, long value) {
    off = true;
    exitCode = value;
  }

  /** Switches the machine off from outside. */
  public void cut() {
    off = true;
  }

  public boolean isOff() {
    return off;
  }

  public long exitCode() {
    return exitCode;
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.number("off", off ? 1 : 0);
    visitor.number("exitCode", exitCode);
  }

  @Override
  public void restore(StateSource source) {
    off = source.number("off") != 0;
    exitCode = source.number("exitCode");
  }

  @Override
  public Power fork() {
    return new Power(this);
  }
}
