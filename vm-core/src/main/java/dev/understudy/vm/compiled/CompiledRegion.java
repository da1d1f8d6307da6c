package dev.understudy.vm.compiled;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A region with its code, as long as the cache keeps it. */
final class CompiledRegion {
  private final Region region;
  private final List<CodeEntry> entries;
  private final CodeLines footprint;
  private @Nullable CompiledCode code;

  CompiledRegion(Region region, CompiledCode code) {
    this.region = region;
    this.entries =
        region.checkpoints().stream()
            .map(block -> new CodeEntry(this, block.start(), block.path()))
            .toList();
    this.footprint = CodeLines.of(region.blocks().values());
    this.code = code;
  }

  Region region() {
    return region;
  }

  /** One for each checkpoint. */
  List<CodeEntry> entries() {
    return entries;
  }

  CodeLines footprint() {
    return footprint;
  }

  /** Null once it was thrown away. */
  @Nullable CompiledCode code() {
    return code;
  }

  /** Drops the code, so that the JVM can unload it although the region may still be referenced. */
  void throwAway() {
    code = null;
  }
}
