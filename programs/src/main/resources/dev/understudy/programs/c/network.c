/* Frames from and to the network: a ring in memory, whose slots we give back one by one. */
#include "understudy.h"

enum { SLOTS = 32 };

struct slot {
  uint64_t length;
  struct frame frame;
  uint8_t rest[NETWORK_SLOT_BYTES - sizeof(uint64_t) - sizeof(struct frame)];
};

_Static_assert(sizeof(struct slot) == NETWORK_SLOT_BYTES, "a slot is as long as the device says");

static struct slot ring[SLOTS];
static uint64_t done; /* frames, since the start */

void network_start(void) {
  port_out(NETWORK_RING_ADDR, (uintptr_t)ring);
  port_out(NETWORK_RING_SLOTS, SLOTS);
  on_interrupt(LINE_NETWORK, wake_up);
}

uint64_t network_address(void) { return port_in(NETWORK_ADDRESS); }

struct frame *network_take(size_t *length) {
  if (port_in(NETWORK_HEAD) == done) {
    return NULL;
  }
  struct slot *slot = &ring[done % SLOTS];
  *length = slot->length;
  return &slot->frame;
}

struct frame *network_wait(size_t *length) {
  sleep_until(port_in(NETWORK_HEAD) != done);
  return network_take(length);
}

void network_drop(void) {
  done++;
  port_out(NETWORK_TAIL, done);
}

void network_send(const struct frame *frame, size_t length) {
  port_out(NETWORK_SEND_ADDR, (uintptr_t)frame);
  port_out(NETWORK_SEND, length);
}
