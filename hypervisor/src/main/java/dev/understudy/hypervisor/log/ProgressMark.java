package dev.understudy.hypervisor.log;

/** The guest got this far by this guest clock; nothing else happened. */
public record ProgressMark(long count, int check, long clockNs) implements Entry {

  static final EntryFormat<ProgressMark> FORMAT =
      EntryFormat.of(ProgressMark.class)
          .clock("clockNs", "the guest clock at this point", ProgressMark::clockNs)
          .make((count, check, v) -> new ProgressMark(count, check, v.number(0)));

  @Override
  public Entry.Type type() {
    return Entry.Type.PROGRESS_MARK;
  }
}
