package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.LaunchedRun.Opener;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;

/** Serves one editor. */
public final class Adapter {
  /** The library reports there what the editor is told anyway; kept, or it would be forgotten. */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

  private Adapter() {}

  /**
   * Serves until the editor disconnects or its stream ends.
   *
   * @return why nothing more can be made of the stream; empty if it ended as it should
   */
  public static Optional<String> serve(InputStream in, OutputStream out, Opener opener)
      throws InterruptedException {
    LIBRARY.setLevel(Level.OFF);
    DapSession session = new DapSession();
    RequestStream stream = new RequestStream(in);
    ExecutorService reader = Executors.newSingleThreadExecutor(DapSession::thread);
    Launcher<IDebugProtocolClient> launcher =
        new DebugLauncher.Builder<IDebugProtocolClient>()
            .setLocalServices(
                List.of(
                    new SessionRequests(session, opener),
                    new BreakpointRequests(session),
                    new ExecutionRequests(session),
                    new InspectionRequests(session)))
            .setRemoteInterface(IDebugProtocolClient.class)
            .setClassLoader(IDebugProtocolClient.class.getClassLoader())
            .setInput(stream)
            .setOutput(out)
            .setExecutorService(reader)
            .setExceptionHandler(DapSession::problem)
            .wrapMessages(session::watched)
            .create();
    session.connected(launcher.getRemoteProxy());
    try {
      launcher.startListening().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the connection broke", e);
    } finally {
      session.close();
      reader.shutdownNow();
    }
    return stream.problem();
  }
}
