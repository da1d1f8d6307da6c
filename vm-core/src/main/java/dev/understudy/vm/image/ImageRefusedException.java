package dev.understudy.vm.image;

/** Bytes that are no image, or a damaged one. The message says where and why. */
public final class ImageRefusedException extends Exception {

  public ImageRefusedException(String message) {
    super(message);
  }
}
