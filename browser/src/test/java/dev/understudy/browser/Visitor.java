package dev.understudy.browser;

import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person before the page: eyes and hands. */
final class Visitor {
  private final Chromium chromium;

  Visitor(Chromium chromium) {
    this.chromium = chromium;
  }

  void open(String address) {
    chromium.driver().get(address);
    settled();
  }

  /** Waits until whatever was asked for has been done. */
  void settled() {
    new WebDriverWait(chromium.driver(), Duration.ofMinutes(2))
        .until(
            driver -> {
              String state = driver.findElement(By.tagName("body")).getDomAttribute("data-state");
              return "ready".equals(state) || "refused".equals(state);
            });
  }

  void press(CharSequence key) {
    chromium.driver().findElement(By.tagName("body")).sendKeys(key);
    settled();
  }

  void click(String text) {
    String button = "//button[contains(normalize-space(.), '" + text + "')]";
    chromium.driver().findElement(By.xpath(button)).click();
    settled();
  }

  void search(String words) {
    press("/");
    chromium.driver().switchTo().activeElement().sendKeys(words, Keys.ENTER);
    settled();
  }

  String text(String selector) {
    return chromium.driver().findElement(By.cssSelector(selector)).getText();
  }

  String time() {
    return text("#moment .when b");
  }
}
