package dev.understudy.vm.compiled;

import org.jspecify.annotations.Nullable;

/** A region with its code, as long as the cache keeps it. */
final class CompiledRegion {
  private final Region region;
  private @Nullable Code code;

  CompiledRegion(Region region, Code code) {
    this.region = region;
    this.code = code;
  }

  Region region() {
    return region;
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
