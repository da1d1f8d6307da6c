package dev.understudy.cli.debug.dap;

import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.vm.machine.Image;
import java.util.Map;
import java.util.Optional;

/**
 * What a launch request opened.
 *
 * @param lines the image whose source lines and labels hold; its bytes are the guest's
 * @param notice what the user should know about it; empty if nothing
 */
public record LaunchedRun(
    ReplayTimeline timeline, Image lines, Library library, Console console, String notice) {

  /** Opens what the arguments of a launch request say. */
  public interface Opener {
    /**
     * Takes what it knows of the arguments; an editor adds its own.
     *
     * @throws RefusedException if they can't be used
     */
    LaunchedRun open(Map<String, Object> arguments);
  }

  /** The file or folder of the sources. */
  public interface Library {
    /** The file on this machine that a source line's file is. */
    Optional<String> path(String file);

    /** The text of a source that ships and is no file. */
    Optional<String> text(String file);
  }

  /** The debugger's commands. */
  public interface Console {
    /**
     * Obeys a command about a host.
     *
     * @throws RefusedException if it can't be used
     */
    String obey(String host, String command);
  }
}
