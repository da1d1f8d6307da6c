package dev.understudy.cli.command;

import dev.understudy.cli.debug.dap.LaunchedRun;
import dev.understudy.cli.io.InputFile;
import dev.understudy.programs.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sources beside the program, or in the folder that somebody names. */
record SourceFolders(@Nullable String program, @Nullable String source)
    implements LaunchedRun.Library {
  @Override
  public Optional<String> path(String file) {
    for (@Nullable String near : new @Nullable String[] {source, program}) {
      if (near != null) {
        Path at = InputFile.path(near);
        Path beside =
            Files.isDirectory(at)
                ? at.resolve(file)
                : at.toAbsolutePath().resolveSibling(name(file));
        if (Files.isRegularFile(beside)) {
          return Optional.of(beside.toAbsolutePath().normalize().toString());
        }
      }
    }
    Path itself = InputFile.path(file);
    return Optional.of(itself)
        .filter(Files::isRegularFile)
        .map(path -> path.toAbsolutePath().normalize().toString());
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  @Override
  public Optional<String> text(String file) {
    return Programs.source(file);
  }
}
