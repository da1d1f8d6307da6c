package dev.understudy.hypervisor.log;

/** The first entry: which image was booted, on which machine and devices. */
public record Boot(
    long count,
    int check,
    long imageHashHigh,
    long imageHashLow,
    long memorySize,
    long networkAddress,
    long diskBlocks)
    implements Entry {

  static final Format<Boot> FORMAT =
      Format.of(Boot.class)
          .version()
          .fixed64(
              "imageHashHigh", "hash of the image that was booted, upper half", Boot::imageHashHigh)
          .fixed64("imageHashLow", "lower half", Boot::imageHashLow)
          .unsigned("memorySize", "bytes of guest memory", Boot::memorySize)
          .fixed64("networkAddress", "the guest's own network address", Boot::networkAddress)
          .unsigned("diskBlocks", "blocks of the guest's disk", Boot::diskBlocks)
          .make(
              (count, check, v) ->
                  new Boot(
                      count,
                      check,
                      v.number(1),
                      v.number(2),
                      v.number(3),
                      v.number(4),
                      v.number(5)));

  @Override
  public EntryType type() {
    return EntryType.BOOT;
  }
}
