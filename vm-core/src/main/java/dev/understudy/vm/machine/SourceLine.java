package dev.understudy.vm.machine;

/**
 * Where an instruction was written.
 *
 * @param line from 1
 */
public record SourceLine(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
