package dev.understudy.vm.compiled;

/** What an engine did: for tests, benchmarks and the curious. */
public final class Statistics {
  private long regions;
  private long instructions;
  private long stretches;
  private long faults;
  private long storesIntoCode;
  private long turns;

  Statistics() {}

  void compiled(Region region) {
    regions += region.length() > 0 ? 1 : 0;
  }

  void ran(int exit, long executed, long countedTurns) {
    turns += countedTurns;
    stretches++;
    instructions += executed;
    faults += exit == Activation.FAULT ? 1 : 0;
    storesIntoCode += exit == Activation.STORED_INTO_CODE ? 1 : 0;
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
