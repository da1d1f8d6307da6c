package dev.understudy.sim.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything is a word of 8 bytes: client, sequence, operation or status, arguments or values. */
final class WordWire implements RequestWire {

  @Override
  public byte[] request(int client, long sequence, ClientRequest request) {
    byte[] payload = new byte[8 * (ClientFrame.REQUEST_WORDS + request.arguments().size())];
    ByteBuffer words = ClientFrame.words(payload);
    words.putLong(client).putLong(sequence).putLong(request.operation().number());
    request.arguments().forEach(words::putLong);
    return payload;
  }

  @Override
  public Optional<Reply> reply(byte[] payload) {
    List<Long> words = wordsOf(payload);
    if (words.size() < ClientFrame.REQUEST_WORDS || payload.length % 8 != 0) {
      return Optional.empty();
    }
    List<Long> values = words.subList(ClientFrame.REQUEST_WORDS, words.size());
    return Optional.of(new Reply(words.get(0), words.get(1), words.get(2), values));
  }

  /** All whole words of a payload. */
  static List<Long> wordsOf(byte[] payload) {
    ByteBuffer buffer = ClientFrame.words(payload);
    List<Long> words = new ArrayList<>(payload.length / 8);
    while (buffer.remaining() >= 8) {
      words.add(buffer.getLong());
    }
    return words;
  }
}
