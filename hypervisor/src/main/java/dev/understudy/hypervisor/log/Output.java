package dev.understudy.hypervisor.log;

/**
 * The guest produced output number {@code index}; nothing leaves before this entry is acknowledged.
 */
public record Output(long count, int check, OutputKind kind, long index, long length, int digest)
    implements Entry {

  static final EntryFormat<Output> FORMAT =
      EntryFormat.of(Output.class)
          .choice("kind", OutputKind.names(), output -> output.kind().ordinal())
          .nextOutput("index", "number of the output, over all kinds", Output::index)
          .unsigned("length", "bytes of the output", Output::length)
          .fixed32("digest", "CRC32C of those bytes", Output::digest)
          .make(
              (count, check, v) ->
                  new Output(
                      count,
                      check,
                      OutputKind.values()[v.integer(0)],
                      v.number(1),
                      v.number(2),
                      v.integer(3)));

  @Override
  public Entry.Type type() {
    return Entry.Type.OUTPUT;
  }
}
