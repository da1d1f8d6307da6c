package dev.understudy.cli.explore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.cli.io.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands the page to a browser on this machine, and to nobody else: it listens on loopback, all it
 * has lies below a path that only who was told it knows, and what another site or another name of
 * this machine asks for is refused. It reads no file but the page's, and changes nothing.
 */
public final class PageServer implements AutoCloseable {
  /** What the page may do: run its own scripts, and nothing made of texts. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** What the worker may do: beside that, compile the engine. */
  private static final String WORKER_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "wasm", "application/wasm");

  private static final String WORKER = "worker.js";
  private static final String RUN = "run.json";

  private final PageFiles files;
  private final Optional<String> run;
  private final HttpServer server;
  private final String token;

  private PageServer(PageFiles files, Optional<String> run, HttpServer server) {
    this.files = files;
    this.run = run;
    this.server = server;
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    token = HexFormat.of().formatHex(secret);
  }

  /**
   * Begins to serve.
   *
   * @param run the request that opens the run to be shown; empty if the page asks which
   * @param port 0 for any that is free
   */
  public static PageServer start(PageFiles files, Optional<String> run, int port) {
    try {
      InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      PageServer pageServer = new PageServer(files, run, HttpServer.create(loopback, 0));
      pageServer.server.createContext("/", pageServer::answer);
      pageServer.server.start();
      return pageServer;
    } catch (IOException e) {
      throw new BadInputException(
          "understudy explore: --port " + port + ": " + e.getMessage() + ", expected a free port");
    }
  }

  /** Where the page is. */
  public String address() {
    return "http://127.0.0.1:" + port() + "/" + token + "/";
  }

  private int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<Refusal> refusal = refusal(exchange);
      if (refusal.isPresent()) {
        send(exchange, refusal.get().status(), "text/plain; charset=utf-8", bytes(refusal.get()));
        return;
      }
      String name = exchange.getRequestURI().getPath().substring(token.length() + 2);
      String file = name.isEmpty() ? "index.html" : name;
      Optional<byte[]> content = file.equals(RUN) ? run.map(PageServer::bytes) : files.read(file);
      if (content.isEmpty() && file.equals(RUN)) {
        exchange.sendResponseHeaders(204, -1); // The page asks which program is to be run.
      } else if (content.isEmpty()) {
        Refusal missing = new Refusal(404, "there is no such file");
        send(exchange, missing.status(), "text/plain; charset=utf-8", bytes(missing));
      } else {
        policy(exchange.getResponseHeaders(), file);
        send(exchange, 200, type(file), content.get());
      }
    }
  }

  // ---- who is answered

  private record Refusal(int status, String why) {}

  private static byte[] bytes(Refusal refusal) {
    return bytes(refusal.why() + "\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Optional<Refusal> refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    List<String> names = List.of("127.0.0.1:" + port(), "localhost:" + port());
    @Nullable String host = headers.getFirst("Host");
    if (host == null || !names.contains(host.toLowerCase(Locale.ROOT))) {
      return Optional.of(new Refusal(421, "this is not that host"));
    }
    @Nullable String origin = headers.getFirst("Origin");
    @Nullable String site = headers.getFirst("Sec-Fetch-Site");
    boolean foreign = origin != null && !origin.equals("http://" + host);
    boolean crossing = site != null && !site.equals("same-origin") && !site.equals("none");
    if (foreign || crossing) {
      return Optional.of(new Refusal(403, "another site may not ask"));
    }
    if (!exchange.getRequestURI().getPath().startsWith("/" + token + "/")) {
      return Optional.of(new Refusal(404, "the address is the whole line that was printed"));
    }
    return exchange.getRequestMethod().equals("GET")
        ? Optional.empty()
        : Optional.of(new Refusal(405, "there is nothing to do but to read"));
  }

  // ---- what is answered

  private static String type(String file) {
    return TYPES.getOrDefault(
        file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private static void policy(Headers headers, String file) {
    headers.set("Content-Security-Policy", file.equals(WORKER) ? WORKER_POLICY : PAGE_POLICY);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }
}
