/* Requests that are carried out once, however often they arrive.

   A client numbers its requests, sends one again until it is answered, and waits for the answer
   before it goes on. So one record a client is enough: the number that is expected next, and the
   answer that was given last. After a failover an answer may be sent again, or be lost with its
   host: to the client that is a network which repeats or loses a frame.

   A payload begins with client and sequence, 8 bytes each; docs/reference/CLIENTS.md has the rest. */
#ifndef REQUESTS_H
#define REQUESTS_H

#include "understudy.h"

enum { REQUEST_CLIENTS = 16, REQUEST_BYTES = 16, REPLY_BYTES = 256 };

enum request_kind {
  REQUEST_IGNORED, /* too short, too old, or from one client too many */
  REQUEST_NEW,
  REQUEST_AGAIN /* answered before: the record holds the answer */
};

struct request_record {
  uint64_t client;
  uint64_t next; /* the sequence that is expected; 0 in a free record */
  size_t length; /* of the answer behind client and sequence */
  uint8_t answer[REPLY_BYTES];
};

/* What a frame is, and the record of its client. */
enum request_kind request_open(const struct frame *frame, size_t length,
                               struct request_record **record);

/* The answer to the frame is in the record, so many bytes long. */
void request_close(const struct frame *frame, struct request_record *record, size_t length);

/* Sends the answer in the record to where the frame came from. */
void request_reply(const struct frame *frame, const struct request_record *record);

#endif
