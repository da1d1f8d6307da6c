package dev.understudy.browser.jdk.java.security;

/** No digest of this name is at hand. */
public class NoSuchAlgorithmException extends Exception {
  public NoSuchAlgorithmException(String message) {
    super(message);
  }
}
