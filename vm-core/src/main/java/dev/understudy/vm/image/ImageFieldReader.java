package dev.understudy.vm.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads what {@link ImageFieldWriter} wrote and refuses everything else, saying at which byte. */
final class ImageFieldReader {
  private final ByteBuffer in;

  /** Where the field read last begins: what a refusal is about. */
  private int fieldStart;

  private ImageFieldReader(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  /** A reader that stands behind the version, of a file that arrived as it was written. */
  static ImageFieldReader checked(byte[] file, byte[] magic, int version)
      throws ImageRefusedException {
    if (!startsWith(file, magic)) {
      throw new ImageRefusedException("byte 0: not an image file of Understudy");
    }
    ImageFieldReader in = new ImageFieldReader(ByteBuffer.wrap(file));
    in.in.position(magic.length);
    int found = in.u32("the version");
    if (found != version) {
      throw in.refuse(
          "version " + Integer.toUnsignedString(found) + " of the format, expected " + version);
    }
    in.checkSum();
    return in;
  }

  private void checkSum() throws ImageRefusedException {
    int end = in.limit() - Integer.BYTES;
    if (end < in.position()) {
      throw new ImageRefusedException("byte " + in.limit() + ": the file ends within its header");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(in.duplicate().position(0).limit(end));
    if (in.getInt(end) != (int) checksum.getValue()) {
      throw new ImageRefusedException(
          "byte " + end + ": the checksum does not match: the file is damaged or cut short");
    }
    in.limit(end);
  }

  ImageRefusedException refuse(String problem) {
    return new ImageRefusedException("byte " + fieldStart + ": " + problem);
  }

  int remaining() {
    return in.remaining();
  }

  int u32(String what) throws ImageRefusedException {
    fieldStart = in.position();
    if (in.remaining() < Integer.BYTES) {
      throw refuse("the file ends where " + what + " should stand");
    }
    return in.getInt();
  }

  /** A number from 0 to {@code most}. */
  int count(String what, int most) throws ImageRefusedException {
    int value = u32(what);
    if (value < 0 || value > most) {
      throw refuse(what + " is " + Integer.toUnsignedString(value) + ", expected at most " + most);
    }
    return value;
  }

  void bytes(byte[] into, int start, int length) throws ImageRefusedException {
    fieldStart = in.position();
    if (length > in.remaining()) {
      throw refuse("the file ends within " + length + " bytes of contents");
    }
    in.get(into, start, length);
  }

  String text(String what) throws ImageRefusedException {
    byte[] bytes = new byte[count("the length of " + what, in.remaining())];
    bytes(bytes, 0, bytes.length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refuse(what + " is not UTF-8");
    }
  }

  void expectEnd() throws ImageRefusedException {
    fieldStart = in.position();
    if (in.hasRemaining()) {
      throw refuse(in.remaining() + " bytes too many");
    }
  }
}
