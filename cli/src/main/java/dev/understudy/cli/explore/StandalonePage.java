package dev.understudy.cli.explore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * The page and a run in one file, which opens from disk without any network. Nothing in it is run
 * but the one script that its policy names by its hash: the engine, the worker's script and the run
 * lie in elements that do nothing.
 */
public final class StandalonePage {
  private final PageFiles files;

  public StandalonePage(PageFiles files) {
    this.files = files;
  }

  /**
   * The file.
   *
   * @param run the request that opens the run to be shown, in JSON
   */
  public byte[] of(String run) {
    String script = JoinedScript.of("main", name -> text(name + ".js"));
    String style = text("style.css");
    String policy =
        "default-src 'none'; script-src 'sha256-"
            + hash(script)
            + "' 'wasm-unsafe-eval'; style-src 'sha256-"
            + hash(style)
            + "'; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'";
    String page =
        text("index.html")
            .replace(
                "<meta charset=\"utf-8\">",
                "<meta charset=\"utf-8\">\n    <meta http-equiv=\"Content-Security-Policy\""
                    + " content=\""
                    + policy
                    + "\">")
            .replace("<link rel=\"stylesheet\" href=\"style.css\">", "<style>" + style + "</style>")
            .replace("    <script type=\"module\" src=\"main.js\"></script>\n", "")
            .replace(
                "  </body>",
                inert("worker", "text/plain", JoinedScript.of("worker", name -> text(name + ".js")))
                    + inert("run", "application/json", run.replace("<", "\\u003c"))
                    + inert("engine", "text/plain", base64(packed(bytes("engine.wasm"))))
                    + "<script>"
                    + script
                    + "</script>\n  </body>");
    return page.getBytes(UTF_8);
  }

  /** An element that a browser neither shows nor runs. */
  private static String inert(String id, String type, String content) {
    if (content.contains("</script") || content.contains("<!--")) {
      throw new IllegalStateException(id + " would end its own element");
    }
    return "<script id=\"" + id + "\" type=\"" + type + "\">" + content + "</script>\n";
  }

  private String text(String file) {
    return new String(bytes(file), UTF_8);
  }

  private byte[] bytes(String file) {
    return files
        .read(file)
        .orElseThrow(() -> new IllegalStateException("the page is without " + file));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String hash(String text) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
