// cmix: lists, matrices, a state machine and a checksum in C, as processors are compared by.
//
// What it shows. Code of a compiler (gcc -O2 for RISC-V), translated: how fast a guest is that was not
// written for this machine.
//
// Nondeterminism it meets. None.
//
// What a failover may change. Nothing: it prints a checksum after each quarter of the work, and each
// line is an output that waits for the backup.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef ROUNDS
#define ROUNDS 40
#endif

enum { LIST = 200, SIDE = 16, TEXT = 512 };

struct node {
  struct node *next;
  int32_t key;
  int16_t weight;
};

static struct node nodes[LIST];
static int32_t left[SIDE][SIDE], right[SIDE][SIDE], product[SIDE][SIDE];
static char text[TEXT];
static uint32_t state = 1;

static uint32_t draw(void) {
  state = state * 1664525u + 1013904223u;
  return state >> 8;
}

static uint16_t crc(uint16_t sum, uint32_t value) {
  for (int i = 0; i < 32; i++) {
    unsigned carry = (sum ^ value) & 1;
    sum >>= 1;
    value >>= 1;
    if (carry) {
      sum ^= 0xa001;
    }
  }
  return sum;
}

static struct node *merge(struct node *a, struct node *b) {
  struct node head, *last = &head;
  while (a != NULL && b != NULL) {
    struct node **smaller = a->key <= b->key ? &a : &b;
    last->next = *smaller;
    last = *smaller;
    *smaller = last->next;
  }
  last->next = a != NULL ? a : b;
  return head.next;
}

static struct node *sort(struct node *list, int length) {
  if (length < 2) {
    if (list != NULL) {
      list->next = NULL;
    }
    return list;
  }
  struct node *middle = list;
  for (int i = 0; i < length / 2; i++) {
    middle = middle->next;
  }
  struct node *rest = sort(middle, length - length / 2);
  return merge(sort(list, length / 2), rest);
}

static uint16_t lists(uint16_t sum) {
  for (int i = 0; i < LIST; i++) {
    nodes[i] = (struct node){i + 1 < LIST ? &nodes[i + 1] : NULL, (int32_t)draw(), (int16_t)i};
  }
  for (struct node *node = sort(nodes, LIST); node != NULL; node = node->next) {
    sum = crc(sum, (uint32_t)node->key + (uint32_t)node->weight);
  }
  return sum;
}

static uint16_t matrices(uint16_t sum) {
  for (int i = 0; i < SIDE; i++) {
    for (int j = 0; j < SIDE; j++) {
      left[i][j] = (int32_t)(draw() & 0xfff) - 0x800;
      right[i][j] = (int32_t)(draw() & 0xfff) - 0x800;
    }
  }
  for (int i = 0; i < SIDE; i++) {
    for (int j = 0; j < SIDE; j++) {
      int32_t cell = 0;
      for (int k = 0; k < SIDE; k++) {
        cell += left[i][k] * right[k][j];
      }
      product[i][j] = cell;
      sum = crc(sum, (uint32_t)cell);
    }
  }
  return sum;
}

enum kind { START, SIGN, INTEGER, POINT, FRACTION, EXPONENT, INVALID, KINDS };

static enum kind next(enum kind kind, char c) {
  int digit = c >= '0' && c <= '9';
  switch (kind) {
    case START:
      return digit ? INTEGER : c == '+' || c == '-' ? SIGN : c == '.' ? POINT : INVALID;
    case SIGN:
      return digit ? INTEGER : c == '.' ? POINT : INVALID;
    case INTEGER:
      return digit ? INTEGER : c == '.' ? FRACTION : c == 'e' ? EXPONENT : INVALID;
    case POINT:
    case FRACTION:
      return digit ? FRACTION : c == 'e' ? EXPONENT : INVALID;
    case EXPONENT:
      return digit || c == '-' ? EXPONENT : INVALID;
    default:
      return INVALID;
  }
}

static uint16_t states(uint16_t sum) {
  static const char alphabet[] = "0123456789+-.e,,,";
  uint32_t counts[KINDS] = {0};
  for (int i = 0; i < TEXT; i++) {
    text[i] = alphabet[draw() % (sizeof alphabet - 1)];
  }
  enum kind kind = START;
  for (int i = 0; i < TEXT; i++) {
    if (text[i] == ',') {
      counts[kind]++;
      kind = START;
    } else {
      kind = next(kind, text[i]);
    }
  }
  for (int i = 0; i < KINDS; i++) {
    sum = crc(sum, counts[i]);
  }
  return sum;
}

int main(void) {
  uint16_t sum = 0;
  for (int part = 0; part < 4; part++) {
    for (int round = 0; round < ROUNDS / 4; round++) {
      sum = states(matrices(lists(sum)));
    }
    printf("part %d: %04x\n", part, sum);
  }
  return 0;
}
