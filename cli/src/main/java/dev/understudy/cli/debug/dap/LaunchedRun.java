package dev.understudy.cli.debug.dap;

import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.vm.machine.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a launch request opened.
 *
 * @param lines the image whose source lines and labels hold; its bytes are the guest's
 * @param notice what the user should know about it; empty if nothing
 * @param breaksInAll whether breakpoints count in the guests of all hosts, or only where one acts
 */
public record LaunchedRun(
    ReplayTimeline timeline,
    Image lines,
    Library library,
    Console console,
    String notice,
    boolean breaksInAll,
    boolean stopsOnEntry) {

  /** Opens what the arguments of a launch request say. */
  public interface Opener {
    /**
     * Opens what the arguments say.
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

    /** What the last of these words may be. */
    List<String> completions(List<String> typed);
  }
}
