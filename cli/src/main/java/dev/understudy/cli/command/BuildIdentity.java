package dev.understudy.cli.command;

import com.google.common.hash.Hashing;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.inspect.recording.Build;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which build this is, by the classes that a run depends on. No clock and no file's date is in it:
 * the same classes are the same build.
 */
final class BuildIdentity {
  private static final String ROOT = "dev/understudy/";

  /** One class of each part, with the folder of that part. */
  private static final Map<String, Class<?>> PARTS =
      new TreeMap<>(
          Map.of(
              "vm", Machine.class,
              "disk", SharedDisk.class,
              "hypervisor", VirtualMachine.class,
              "ft", Protocol.class,
              "sim", World.class));

  private BuildIdentity() {}

  static Build current() {
    TreeMap<String, byte[]> classes = new TreeMap<>();
    PARTS.forEach((part, anchor) -> collect(part, anchor, classes));
    var hasher = Hashing.sha256().newHasher();
    classes.forEach((name, bytes) -> hasher.putUnencodedChars(name).putBytes(bytes));
    String identity = hasher.hash().toString().substring(0, 16);
    return new Build(new BuildVersion().getVersion()[0], identity);
  }

  /**
   * Refuses a recording of another build, for those who run its world again.
   *
   * @param name of the file
   */
  static void requireSame(String name, Recording recording) {
    Build current = current();
    if (!recording.build().isSame(current)) {
      throw new BadInputException(
          name
              + ": recorded by "
              + recording.build().text()
              + ", this is "
              + current.text()
              + ": only the build that recorded can run that world again; 'replay' without --world"
              + " works with any");
    }
  }

  private static void collect(String part, Class<?> anchor, Map<String, byte[]> classes) {
    try {
      URI place = anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        walk(path.resolve(ROOT + part), path, classes);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          walk(jar.getPath(ROOT + part), jar.getPath(""), classes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void walk(Path folder, Path root, Map<String, byte[]> classes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        classes.put(root.relativize(file).toString().replace('\\', '/'), in.readAllBytes());
      }
    }
  }
}
