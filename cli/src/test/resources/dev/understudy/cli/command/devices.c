/* For DevicesInCTest: what the library of programs in C makes of each device. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "understudy.h"

static volatile int ticks;

INTERRUPT static void tick(void) { ticks++; }

static void clocks(void) {
  struct timespec before, after;
  clock_gettime(CLOCK_REALTIME, &before);
  sleep_ns(3000000);
  clock_gettime(CLOCK_REALTIME, &after);
  long ms = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
  printf("slept 3 ms: %s\n", ms >= 3 && ms < 100 ? "yes" : "no");
}

/* The handler interrupts a computation with numbers that are in registers. */
static void interrupts(void) {
  double sum = 0;
  timer_start(tick);
  timer_period(100000);
  for (int i = 1; ticks < 20; i++) {
    sum += 1.0 / ((double)i * i);
  }
  timer_period(0);
  printf("ticked 20 times: yes, sum below %.2f: %s\n", 1.65, sum > 1 && sum < 1.65 ? "yes" : "no");
}

static void disk(void) {
  char *written = malloc(2 * DISK_BLOCK_BYTES), *read = calloc(2, DISK_BLOCK_BYTES);
  for (int i = 0; i < 2 * DISK_BLOCK_BYTES; i++) {
    written[i] = (char)(i * 7);
  }
  disk_start();
  int status = disk_write(5, written, 2) | disk_read(5, read, 2);
  printf("disk of %s: %d, %s\n", disk_blocks() > 7 ? "some blocks" : "none", status,
         memcmp(written, read, 2 * DISK_BLOCK_BYTES) == 0 ? "as written" : "different");
  printf("beyond its end: %d\n", disk_read(disk_blocks(), read, 1));
  free(written);
  free(read);
}

static void entropies(void) {
  unsigned char bytes[32] = {0};
  int different = 0;
  long count = getrandom(bytes, 31, 0);
  for (int i = 1; i < 31; i++) {
    different += bytes[i] != bytes[0];
  }
  printf("random bytes: %ld, the one behind them %d, different: %s\n", count, bytes[31],
         different > 20 ? "yes" : "no");
}

static void files(void) { printf("a file: %s\n", fopen("/etc/passwd", "r") == NULL ? "no" : "yes"); }

int main(void) {
  char line[20];
  clocks();
  interrupts();
  disk();
  entropies();
  files();
  for (int i = 0; i < 3; i++) {
    line[i] = (char)getchar();
  }
  line[3] = 0;
  printf("typed: %s\n", line);
  console_write("bytes\n", 6);
  exit(7);
}
