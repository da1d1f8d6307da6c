package dev.understudy.hypervisor.log;

/** The release watermark: outputs up to this index have left the host. */
public record OutputsReleased(long count, int check, long throughIndex) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.OUTPUTS_RELEASED;
  }
}
