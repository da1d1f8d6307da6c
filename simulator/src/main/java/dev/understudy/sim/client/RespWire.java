package dev.understudy.sim.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Client and sequence as words of 8 bytes, and behind them a command of Redis or its reply, in the
 * protocol RESP 2: a client of Redis has a connection to tell it which reply is whose.
 */
final class RespWire implements RequestWire {
  private static final int HEADER_BYTES = 16;
  private static final String DIGITS = "(-?[0-9]{1,19})";
  private static final Pattern INTEGER = Pattern.compile(":" + DIGITS + "\r\n");
  private static final Pattern BULK = Pattern.compile("\\$([0-9]+)\r\n" + DIGITS + "\r\n");
  private static final String OK = "+OK\r\n";
  private static final String NULL = "$-1\r\n";

  @Override
  public byte[] request(int client, long sequence, ClientRequest request) {
    List<String> words = new ArrayList<>();
    words.add(request.operation().label().toUpperCase(Locale.ROOT));
    request.arguments().forEach(argument -> words.add(Long.toString(argument)));
    StringBuilder command = new StringBuilder("*" + words.size() + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    byte[] text = command.toString().getBytes(ISO_8859_1);
    byte[] payload = new byte[HEADER_BYTES + text.length];
    ClientFrame.words(payload).putLong(client).putLong(sequence).put(text);
    return payload;
  }

  @Override
  public Optional<Reply> reply(byte[] payload) {
    if (payload.length < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer words = ClientFrame.words(payload);
    long client = words.getLong();
    long sequence = words.getLong();
    String text = new String(payload, HEADER_BYTES, words.remaining(), ISO_8859_1);
    if (text.startsWith("-") && text.endsWith("\r\n")) {
      return Optional.of(new Reply(client, sequence, Exchange.NOT_UNDERSTOOD, List.of()));
    }
    return values(text).map(values -> new Reply(client, sequence, Exchange.DONE, values));
  }

  private static Optional<List<Long>> values(String text) {
    if (text.equals(OK)) {
      return Optional.of(List.of());
    }
    if (text.equals(NULL)) {
      return Optional.of(List.of(0L, 0L));
    }
    Matcher integer = INTEGER.matcher(text);
    if (integer.matches()) {
      return number(integer.group(1)).map(List::of);
    }
    Matcher bulk = BULK.matcher(text);
    boolean whole =
        bulk.matches() && bulk.group(1).equals(Integer.toString(bulk.group(2).length()));
    return whole ? number(bulk.group(2)).map(value -> List.of(1L, value)) : Optional.empty();
  }

  private static Optional<Long> number(String digits) {
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
