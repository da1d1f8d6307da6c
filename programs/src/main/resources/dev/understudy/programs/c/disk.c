/* The disk, one request at a time. The device takes a copy of what is written when the request
   begins, so that issuing it again after a failover is harmless. */
#include "understudy.h"

void disk_start(void) { on_interrupt(LINE_DISK, wake_up); }

uint64_t disk_blocks(void) { return port_in(DISK_BLOCKS); }

static void name(uint64_t block, const void *bytes, size_t blocks) {
  port_out(DISK_BLOCK, block);
  port_out(DISK_ADDR, (uintptr_t)bytes);
  port_out(DISK_COUNT, blocks);
}

static int finish(void) {
  if (port_in(DISK_ACCEPTED) == 0) {
    return -1;
  }
  sleep_until(port_in(DISK_DONE) != 0);
  int status = port_in(DISK_DONE_STATUS) == 0 ? 0 : -1;
  port_out(DISK_DONE_POP, 0);
  return status;
}

int disk_read(uint64_t block, void *bytes, size_t blocks) {
  name(block, bytes, blocks);
  port_out(DISK_READ, 0);
  return finish();
}

int disk_write(uint64_t block, const void *bytes, size_t blocks) {
  name(block, bytes, blocks);
  port_out(DISK_WRITE, 0);
  return finish();
}
