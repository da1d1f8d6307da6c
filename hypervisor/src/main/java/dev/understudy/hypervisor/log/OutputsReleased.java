package dev.understudy.hypervisor.log;

/** The release watermark: outputs up to this index have left the host. */
public record OutputsReleased(long count, int check, long throughIndex) implements Entry {

  static final EntryFormat<OutputsReleased> FORMAT =
      EntryFormat.of(OutputsReleased.class)
          .unsigned("throughIndex", "the last output that has left", OutputsReleased::throughIndex)
          .make((count, check, v) -> new OutputsReleased(count, check, v.number(0)));

  @Override
  public Entry.Type type() {
    return Entry.Type.OUTPUTS_RELEASED;
  }
}
