package dev.understudy.vm.machine;

/** The engine that defines what a program does: it decodes and executes one by one. */
public final class Interpreter implements Engine {
  /** Has no state: one serves all machines. */
  public static final Interpreter INSTANCE = new Interpreter();

  private Interpreter() {}

  @Override
  public Stop run(Machine machine, long untilCount) {
    return Missing.part();
  }
}
