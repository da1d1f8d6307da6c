package dev.understudy.hypervisor.log;

/** The first entry: which image was booted, on which machine and devices. */
public record BootEntry(
    long count,
    int check,
    long imageHashHigh,
    long imageHashLow,
    long memorySize,
    long networkAddress,
    long diskBlocks)
    implements Entry {

  static final EntryFormat<BootEntry> FORMAT =
      EntryFormat.of(BootEntry.class)
          .version()
          .fixed64(
              "imageHashHigh",
              "hash of the image that was booted, upper half",
              BootEntry::imageHashHigh)
          .fixed64("imageHashLow", "lower half", BootEntry::imageHashLow)
          .unsigned("memorySize", "bytes of guest memory", BootEntry::memorySize)
          .fixed64("networkAddress", "the guest's own network address", BootEntry::networkAddress)
          .unsigned("diskBlocks", "blocks of the guest's disk", BootEntry::diskBlocks)
          .make(
              (count, check, v) ->
                  new BootEntry(
                      count,
                      check,
                      v.number(1),
                      v.number(2),
                      v.number(3),
                      v.number(4),
                      v.number(5)));

  @Override
  public Entry.Type type() {
    return Entry.Type.BOOT;
  }
}
