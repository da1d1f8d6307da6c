#include "requests.h"

#include <string.h>

static struct request_record records[REQUEST_CLIENTS];

static uint64_t word(const struct frame *frame, int index) {
  uint64_t value;
  memcpy(&value, frame->payload + 8 * index, sizeof value);
  return value;
}

enum request_kind request_open(const struct frame *frame, size_t length,
                               struct request_record **record) {
  if (length < NETWORK_HEADER_BYTES + REQUEST_BYTES || word(frame, 1) + 1 == 0) {
    return REQUEST_IGNORED;
  }
  for (int i = 0; i < REQUEST_CLIENTS; i++) {
    struct request_record *one = &records[i];
    if (one->next == 0) { /* Records in use come first, so this client is not among them. */
      one->client = word(frame, 0);
    }
    if (one->client == word(frame, 0)) {
      uint64_t sequence = word(frame, 1);
      *record = one;
      return sequence >= one->next       ? REQUEST_NEW
             : sequence + 1 == one->next ? REQUEST_AGAIN
                                         : REQUEST_IGNORED;
    }
  }
  return REQUEST_IGNORED;
}

void request_close(const struct frame *frame, struct request_record *record, size_t length) {
  record->length = length;
  record->next = word(frame, 1) + 1;
}

void request_reply(const struct frame *frame, const struct request_record *record) {
  static struct frame reply;
  uint64_t words[2] = {record->client, record->next - 1};
  reply.to = frame->from;
  reply.from = network_address();
  memcpy(reply.payload, words, sizeof words);
  memcpy(reply.payload + sizeof words, record->answer, record->length);
  network_send(&reply, NETWORK_HEADER_BYTES + sizeof words + record->length);
}
