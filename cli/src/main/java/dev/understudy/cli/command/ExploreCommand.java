package dev.understudy.cli.command;

import dev.understudy.cli.explore.PageFiles;
import dev.understudy.cli.explore.PageServer;
import dev.understudy.cli.io.Streams;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy explore}. */
@Command(
    name = "explore",
    addMethodSubcommands = false,
    description = {
      "Show a run in a browser on this machine: everybody's messages as a space-time picture, both"
          + " machines at any moment, forwards and backwards, and what a fault here would have led"
          + " to.",
      "Prints the address of the page and serves it until Ctrl-C. The page runs the simulator"
          + " itself; the first start builds it, which takes a minute or two. PROGRAM may be a"
          + " recording; without PROGRAM the page asks. docs/use/EXPLORER.md explains what one"
          + " sees."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy explore",
      "  understudy explore bank --crash primary@20ms",
      "  understudy explore bank.rec             what 'run bank --record bank.rec' wrote"
    })
final class ExploreCommand extends CommonOptions {
  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Serve on this port. Default: one that is free.")
  private int port;

  private final Streams streams;

  ExploreCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    PageFiles files = PageFiles.found("explore");
    String what = Objects.requireNonNullElse(options.program, "");
    try (PageServer server = PageServer.start(files, ExploreRequest.of("explore", options), port)) {
      streams.line(server.address());
      streams.out().flush();
      if (streams.progressSeen()) {
        streams.message("serving " + (what.isEmpty() ? "the page" : what) + "; Ctrl-C ends it");
      }
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
