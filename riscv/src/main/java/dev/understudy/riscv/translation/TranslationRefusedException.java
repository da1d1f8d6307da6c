package dev.understudy.riscv.translation;

/** A program that can't be translated. The message says why. */
public final class TranslationRefusedException extends Exception {

  TranslationRefusedException(String message) {
    super(message);
  }
}
