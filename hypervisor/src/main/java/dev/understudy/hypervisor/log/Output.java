package dev.understudy.hypervisor.log;

/**
 * The guest produced output number {@code index}; nothing leaves before this entry is acknowledged.
 */
public record Output(long count, int check, OutputKind kind, long index, long length, int digest)
    implements Entry {

  @Override
  public EntryType type() {
    return EntryType.OUTPUT;
  }
}
