package dev.understudy.vm.compiled;

/** What an engine did: for tests, benchmarks and the curious. */
public class Statistics {
  private long regions;
  private long instructions;
  private long stretches;
  private long faults;
  private long storesIntoCode;
  private long turns;

  Statistics() {}

  void compiled(CompiledRegion compiled) {
    regions++;
  }

  /**
   * Compiled code was entered and left.
   *
   * @param from how many instructions had retired before
   * @param executed how many it retired
   * @param next where it was left, if {@link Activation#exit} is {@link Activation#EXIT}
   */
  void ran(CodeEntry entry, Activation activation, long from, long executed, int next) {
    turns += activation.turns;
    stretches++;
    instructions += executed;
    faults += activation.exit == Activation.FAULT ? 1 : 0;
    storesIntoCode += activation.exit == Activation.STORED_INTO_CODE ? 1 : 0;
  }

  /** Regions compiled. */
  public long regions() {
    return regions;
  }

  /** Instructions retired in compiled code. */
  public long instructions() {
    return instructions;
  }

  /** How often compiled code was entered. */
  public long stretches() {
    return stretches;
  }

  /** How often it was left because an instruction faulted. */
  public long faults() {
    return faults;
  }

  /** How often it was left because it had stored into compiled code. */
  public long storesIntoCode() {
    return storesIntoCode;
  }

  /** Turns of counted loops that were executed without a look at budget and barrier. */
  public long countedTurns() {
    return turns;
  }
}
