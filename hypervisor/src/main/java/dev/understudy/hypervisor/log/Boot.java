package dev.understudy.hypervisor.log;

/** The first entry: which image was booted, on which machine and devices. */
public record Boot(
    long count, int check, long imageHash, long memorySize, long networkAddress, long diskBlocks)
    implements Entry {

  @Override
  public EntryType type() {
    return EntryType.BOOT;
  }
}
