/* What runs before main, and what the C library asks of the machine below it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "understudy.h"

int main(void);

extern void (*__init_array_start[])(void);
extern void (*__init_array_end[])(void);

__attribute__((naked, section(".text.start"))) void _start(void) {
  __asm__ volatile(
      ".option push\n"
      ".option norelax\n"
      "la gp, __global_pointer$\n"
      ".option pop\n"
      "la sp, __stack\n"
      "la tp, __tls_base\n"
      "j begin\n");
}

__attribute__((used, noreturn)) static void begin(void) {
  for (void (**function)(void) = __init_array_start; function < __init_array_end; function++) {
    (*function)();
  }
  exit(main());
}

INTERRUPT void wake_up(void) {}

void power_off(int code) {
  for (;;) {
    port_out(POWER_OFF, (long)code);
  }
}

void _exit(int code) { power_off(code); }

int kill(int process, int signal) {
  (void)process;
  power_off(128 + signal);
}

int getpid(void) { return 1; }

void console_write(const void *bytes, size_t length) {
  const char *from = bytes;
  while (length > 0) {
    size_t part = length < CONSOLE_GREATEST_WRITE ? length : CONSOLE_GREATEST_WRITE;
    port_out(CONSOLE_ADDR, (uintptr_t)from);
    port_out(CONSOLE_WRITE, part);
    from += part;
    length -= part;
  }
}

int keyboard_wait(void) {
  on_interrupt(LINE_KEYBOARD, wake_up);
  sleep_until(port_in(KEYBOARD_COUNT) != 0);
  return (int)port_in(KEYBOARD_NEXT);
}

void timer_start(void (*handler)(void)) {
  on_interrupt(LINE_TIMER, handler);
  interrupts_on();
}

void sleep_ns(uint64_t ns) {
  uint64_t fired = timer_fired();
  on_interrupt(LINE_TIMER, wake_up);
  timer_once(ns);
  sleep_until(timer_fired() != fired);
}

static int put(char c, FILE *file) {
  (void)file;
  port_out(CONSOLE_PUT, (unsigned char)c);
  return (unsigned char)c;
}

static int get(FILE *file) {
  (void)file;
  return keyboard_wait();
}

static FILE console = FDEV_SETUP_STREAM(put, get, NULL, _FDEV_SETUP_RW);

FILE *const stdin = &console;
FILE *const stdout = &console;
FILE *const stderr = &console;

int clock_gettime(clockid_t clock, struct timespec *time) {
  (void)clock; /* The wall clock is the guest clock: it begins at boot. */
  uint64_t now = clock_ns();
  time->tv_sec = (time_t)(now / 1000000000u);
  time->tv_nsec = (long)(now % 1000000000u);
  return 0;
}

int gettimeofday(struct timeval *time, void *zone) {
  (void)zone;
  uint64_t now = clock_ns();
  time->tv_sec = (time_t)(now / 1000000000u);
  time->tv_usec = (suseconds_t)(now / 1000u % 1000000u);
  return 0;
}

int getentropy(void *bytes, size_t length) {
  unsigned char *to = bytes;
  while (length > 0) {
    uint64_t bits = entropy();
    size_t part = length < sizeof bits ? length : sizeof bits;
    memcpy(to, &bits, part);
    to += part;
    length -= part;
  }
  return 0;
}

long getrandom(void *bytes, size_t length, unsigned int flags) {
  (void)flags;
  getentropy(bytes, length);
  return (long)length;
}
