package dev.understudy.vm.compiled;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region with its code, as long as the cache keeps it. */
final class CompiledRegion {
  private final Region region;
  private final List<Entry> entries;
  private final Footprint footprint;
  private @Nullable Code code;

  CompiledRegion(Region region, Code code) {
    this.region = region;
    this.entries =
        region.checkpoints().stream()
            .map(block -> new Entry(this, block.start(), block.path()))
            .toList();
    this.footprint = Footprint.of(region.blocks().values());
    this.code = code;
  }

  Region region() {
    return region;
  }

  /** One for each checkpoint. */
  List<Entry> entries() {
    return entries;
  }

  Footprint footprint() {
    return footprint;
  }

  /** Null once it was thrown away. */
  @Nullable Code code() {
    return code;
  }

  /** Lets go of the code, so that the JVM can unload it, whoever still holds the region. */
  void throwAway() {
    code = null;
  }
}
