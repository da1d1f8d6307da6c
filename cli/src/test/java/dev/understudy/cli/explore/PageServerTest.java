package dev.understudy.cli.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.io.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is handed the page, and with which policy. Requests are written out, as anybody may. */
class PageServerTest {
  private static final String FOLDER = "dev/understudy/browser/page/";

  @TempDir private Path folder = Path.of("");
  private PageServer server;
  private URI address;

  @BeforeEach
  void serve() throws IOException {
    Files.createDirectories(folder.resolve(FOLDER));
    Files.writeString(folder.resolve(FOLDER + "index.html"), "the page");
    Files.writeString(folder.resolve(FOLDER + "worker.js"), "the worker");
    Files.writeString(folder.resolve("secret.txt"), "nobody's business");
    server = PageServer.start(PageFiles.at(folder), Optional.of("{\"op\":\"open\"}"), 0);
    address = URI.create(server.address());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String ask(String line, String... headers) throws IOException {
    String host = "Host: 127.0.0.1:" + address.getPort();
    boolean named = String.join("", headers).contains("Host:");
    String request =
        line
            + " HTTP/1.1\r\n"
            + (named ? "" : host + "\r\n")
            + String.join("", headers)
            + "Connection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(UTF_8));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String page(String file) {
    return "GET " + address.getPath() + file;
  }

  @Test
  void whoKnowsTheAddressIsHandedThePage() throws IOException {
    assertThat(ask(page("")))
        .startsWith("HTTP/1.1 200")
        .endsWith("the page")
        .containsIgnoringCase("Content-Type: text/html; charset=utf-8")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Referrer-Policy: no-referrer")
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-eval", "unsafe-inline");
    assertThat(ask(page("run.json"))).endsWith("{\"op\":\"open\"}");
  }

  @Test
  void onlyTheWorkerMayCompileAndNobodyMayMakeCodeOfTexts() throws IOException {
    assertThat(ask(page("worker.js")))
        .contains("script-src 'self' 'wasm-unsafe-eval'")
        .doesNotContain("'unsafe-eval'");
  }

  @Test
  void withoutARunThePageIsTold() throws IOException {
    try (PageServer asking = PageServer.start(PageFiles.at(folder), Optional.empty(), 0)) {
      address = URI.create(asking.address());
      assertThat(ask(page("run.json"))).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void addressesCannotBeGuessed() throws IOException {
    assertThat(address.getPath()).hasSize(34);
    assertThat(ask("GET /")).startsWith("HTTP/1.1 404");
    assertThat(ask("GET /" + "0".repeat(32) + "/")).startsWith("HTTP/1.1 404");
    try (PageServer other = PageServer.start(PageFiles.at(folder), Optional.empty(), 0)) {
      assertThat(URI.create(other.address()).getPath()).isNotEqualTo(address.getPath());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "../../../../secret.txt",
        "secret.txt",
        ".",
        "/etc/passwd",
        "index.html/",
        "nosuch.js"
      })
  void thereAreNoFilesButThePages(String file) throws IOException {
    assertThat(ask(page(file))).startsWith("HTTP/1.1 404").doesNotContain("business");
  }

  /** A name of another host that leads here is how a foreign page would ask. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"})
  void anotherNameOfThisMachineIsRefused(String host) throws IOException {
    assertThat(ask(page(""), "Host: " + host + "\r\n"))
        .startsWith("HTTP/1.1 421")
        .doesNotContain("the page");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n"
      })
  void anotherSiteIsRefused(String header) throws IOException {
    assertThat(ask(page(""), header)).startsWith("HTTP/1.1 403").doesNotContain("the page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void thereIsNothingToChange(String method) throws IOException {
    assertThat(ask(method + " " + address.getPath(), "Content-Length: 0\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void aPortThatIsTakenIsRefused() {
    assertThatThrownBy(
            () -> PageServer.start(PageFiles.at(folder), Optional.empty(), address.getPort()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected a free port");
  }

  @Test
  void thePageMayBeInAnArchive() throws IOException {
    Path archive = folder.resolve("page.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      out.putNextEntry(new ZipEntry(FOLDER + "index.html"));
      out.write("from an archive".getBytes(UTF_8));
    }
    assertThat(PageFiles.at(archive).read("index.html"))
        .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("from an archive"));
    assertThat(PageFiles.at(archive).read("style.css")).isEmpty();
  }
}
