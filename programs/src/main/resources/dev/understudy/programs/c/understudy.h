/* The machine as a C program sees it. docs/reference/DEVICES.md says what the devices do, and
   devices.h has the names of their ports. */
#ifndef UNDERSTUDY_H
#define UNDERSTUDY_H

#include <stddef.h>
#include <stdint.h>

#include "devices.h"

/* Five instructions of the machine that RISC-V leaves room for. A port is a constant. */
#define port_in(port)                                                                  \
  ({                                                                                   \
    uint64_t value_;                                                                   \
    __asm__ volatile(".insn i 0x0b, 0, %0, x0, %1" : "=r"(value_) : "i"(port) : "memory"); \
    value_;                                                                            \
  })
#define port_out(port, value) \
  __asm__ volatile(".insn i 0x0b, 1, x0, %0, %1" ::"r"((uint64_t)(value)), "i"(port) : "memory")

/* The guest clock in ns. It never goes back; what it says is logged. */
static inline uint64_t clock_ns(void) {
  uint64_t value;
  __asm__ volatile(".insn i 0x0b, 2, %0, x0, 0" : "=r"(value));
  return value;
}

/* 64 random bits, logged as well. */
static inline uint64_t entropy(void) {
  uint64_t value;
  __asm__ volatile(".insn i 0x0b, 3, %0, x0, 0" : "=r"(value));
  return value;
}

/* A handler is a function marked INTERRUPT, which keeps all registers and ends as handlers do. */
#define INTERRUPT __attribute__((interrupt))
#define on_interrupt(line, handler) \
  __asm__ volatile(".insn i 0x0b, 4, x0, %0, %1" ::"r"(handler), "i"(line) : "memory")

static inline void interrupts_off(void) { __asm__ volatile(".word 0x0000500b" ::: "memory"); }
static inline void interrupts_on(void) { __asm__ volatile(".word 0x0010500b" ::: "memory"); }

/* Goes on when a line is pending, also with interrupts off. */
static inline void wait_for_interrupt(void) { __asm__ volatile("wfi" ::: "memory"); }

/* Sleeps until the condition holds. It is looked at with interrupts off: what comes between the look
   and the sleep stays pending, and the sleep is over at once. Returns with interrupts on. */
#define sleep_until(condition) \
  do {                         \
    interrupts_off();          \
    while (!(condition)) {     \
      wait_for_interrupt();    \
      interrupts_on();         \
      interrupts_off();        \
    }                          \
    interrupts_on();           \
  } while (0)

/* A handler for devices whose news the program looks for by itself. */
INTERRUPT void wake_up(void);

/* Switches the machine off; the value is its exit code. */
__attribute__((noreturn)) void power_off(int code);

/* console: bytes as they are; printf and the like write whole lines. */
void console_write(const void *bytes, size_t length);

/* keyboard: sleeps until a key was pressed. getchar does the same. */
int keyboard_wait(void);

/* timer: one; arming it replaces what it was armed for. */
void timer_start(void (*handler)(void)); /* an INTERRUPT function */
static inline void timer_once(uint64_t ns) { port_out(TIMER_ONCE, ns); }
static inline void timer_period(uint64_t ns) { port_out(TIMER_PERIOD, ns); }
static inline uint64_t timer_fired(void) { return port_in(TIMER_FIRED); }
void sleep_ns(uint64_t ns); /* takes the timer */

/* network */
struct frame {
  uint64_t to;
  uint64_t from;
  uint8_t payload[1500];
};

void network_start(void);
uint64_t network_address(void);
struct frame *network_wait(size_t *length);           /* sleeps until there is a frame */
struct frame *network_take(size_t *length);           /* or NULL; it stays until network_drop */
void network_drop(void);                              /* done with the oldest frame */
void network_send(const struct frame *frame, size_t length);

/* disk: blocks of 512 bytes, one request at a time. 0 if it went well. */
void disk_start(void);
uint64_t disk_blocks(void);
int disk_read(uint64_t block, void *bytes, size_t blocks);
int disk_write(uint64_t block, const void *bytes, size_t blocks);

/* As on other systems; <time.h> has clock_gettime. */
int getentropy(void *bytes, size_t length);
long getrandom(void *bytes, size_t length, unsigned int flags);

#endif
