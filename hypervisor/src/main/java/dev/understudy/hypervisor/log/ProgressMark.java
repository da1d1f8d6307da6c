package dev.understudy.hypervisor.log;

/** The guest got this far by this guest clock; nothing else happened. */
public record ProgressMark(long count, int check, long clockNs) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.PROGRESS_MARK;
  }
}
