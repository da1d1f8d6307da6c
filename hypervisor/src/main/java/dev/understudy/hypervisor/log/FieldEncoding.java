package dev.understudy.hypervisor.log;

/** How a field looks in bytes. */
enum FieldEncoding {
  VERSION("version", "1 byte; a log of another version is refused"),
  UNSIGNED("number", "varint"),
  CHOICE("choice", "number"),
  SIGNED("signed number", "varint of the zigzag form: 0, -1, 1, -2… as 0, 1, 2, 3…"),
  FIXED_32("4 bytes", "little-endian"),
  FIXED_64("8 bytes", "little-endian"),
  CLOCK("clock", "signed number: the value less the one foreseen, see *Clock values*"),
  REQUEST(
      "request", "signed number: the request less the one after the last request that completed"),
  NEXT_OUTPUT("next output", "signed number: the index less the one after the last output's"),
  PAYLOAD("bytes", "their number as a number, then the bytes"),
  FLAGGED_PAYLOAD(
      "flag and bytes", "number: twice the length, plus 1 when the flag is set; then the bytes");

  private final String text;
  private final String meaning;

  FieldEncoding(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  String text() {
    return text;
  }

  String meaning() {
    return meaning;
  }
}
