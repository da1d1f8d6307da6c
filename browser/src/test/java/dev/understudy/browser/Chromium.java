package dev.understudy.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window, which asks nobody but this machine for anything. What its console
 * says in earnest is a failure: {@link #close} looks.
 */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  static Chromium start() {
    return start(List.of());
  }

  /** One that has these arguments beside those that it always has. */
  static Chromium start(List<String> more) {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "skipped: it needs "
            + BROWSER
            + " and "
            + DRIVER
            + ", as Debian's packages chromium and"
            + " chromium-driver bring them");
    // It has no class of the newest Chromium's debugging protocol, and needs none.
    Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-prefers-reduced-motion");
    options.addArguments(more);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
    return new Chromium(driver);
  }

  ChromeDriver driver() {
    return driver;
  }

  /**
   * Runs the body of an asynchronous function in the page and waits for what it returns.
   *
   * @param arguments are {@code arguments[0]} and so on
   */
  Object run(String body, Object... arguments) {
    String script =
        "const done = arguments[arguments.length - 1];"
            + "(async (...arguments) => {"
            + body
            + "})(...Array.prototype.slice.call(arguments, 0, -1))"
            + ".then((value) => done({value}), (why) => done({why: String(why)}));";
    Object answer = driver.executeAsyncScript(script, arguments);
    assertThat(answer).isInstanceOf(java.util.Map.class);
    java.util.Map<?, ?> map = (java.util.Map<?, ?>) answer;
    assertThat(map.get("why")).as("what the script failed of").isNull();
    return map.get("value") == null ? "" : map.get("value");
  }

  /** Keeps what the page looks like, for people. */
  void shoot(String name) {
    try {
      Files.createDirectories(SHOTS);
      Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the console has said since the last question. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  @Override
  public void close() {
    List<String> said = console();
    driver.quit();
    assertThat(said).as("what the browser's console said").isEmpty();
  }
}
