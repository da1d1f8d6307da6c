package dev.understudy.vm.compiled;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the code around an address: finds the region, writes its class, has the JVM define it.
 */
final class RegionCompiler {
  /** HotSpot compiles no method beyond it, unless told to with an option. */
  static final int HUGE_METHOD = 8000;

  private static final int MAX_INSTRUCTIONS = 300;
  private static final Lookup LOOKUP = MethodHandles.lookup();

  private RegionCompiler() {}

  /** Nothing if no compiled code can begin there. */
  static Optional<CompiledRegion> compile(
      byte[] memory, int root, Intrinsics intrinsics, @Nullable WatchpointDetector detector) {
    return translate(memory, root, intrinsics, detector)
        .map(made -> new CompiledRegion(made.region(), define(made.written().classFile())));
  }

  /** A region and the class that was written for it. */
  record Translated(Region region, RegionWriter.Written written) {}

  /** As much code as fits into a method that HotSpot compiles. */
  static Optional<Translated> translate(byte[] memory, int root, Intrinsics intrinsics) {
    return translate(memory, root, intrinsics, null);
  }

  private static Optional<Translated> translate(
      byte[] memory, int root, Intrinsics intrinsics, @Nullable WatchpointDetector detector) {
    for (int limit = MAX_INSTRUCTIONS; ; limit /= 2) {
      Optional<Region> region = RegionFinder.find(memory, root, limit, detector);
      if (region.isEmpty()) {
        return Optional.empty();
      }
      RegionWriter.Written written = RegionWriter.write(region.get(), intrinsics);
      if (written.methodBytes() < HUGE_METHOD) {
        return Optional.of(new Translated(region.get(), written));
      }
    }
  }

  /** A hidden class: it is unloaded when nobody holds its instance any more. */
  static CompiledCode define(byte[] classFile) {
    try {
      Lookup hidden = LOOKUP.defineHiddenClass(classFile, true);
      return (CompiledCode) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("engine error: the JVM refuses what was compiled", e);
    }
  }
}
