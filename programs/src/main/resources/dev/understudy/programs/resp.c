// resp: a key-value server in C that speaks the Redis protocol: GET, SET, INCR and DEL.
//
// What it shows. Software that knows nothing of replication, built with a compiler and a C library of
// others (printf, malloc, string.h), runs under fault tolerance as it is. It was compiled for RISC-V,
// and is translated when it is loaded; the engines, the log and the debugger meet a guest like any
// other. Its memory is on a heap: a failover hands over every block that malloc gave out.
//
// Nondeterminism it meets. Frames and their order, as in kv.
//
// What a failover may change. Answers may come twice or have to be asked for again; requests are
// carried out once (c/requests.c). INCR would show the second time: it is the one command here that
// must not be repeated.
//
// A frame's payload is the client and the number of its request, 8 bytes each, then one command as
// Redis clients send it, for instance
//
//   *3\r\n$3\r\nSET\r\n$1\r\n7\r\n$2\r\n42\r\n       answered by +OK\r\n
//   *2\r\n$4\r\nINCR\r\n$1\r\n7\r\n                 answered by :43\r\n

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "requests.h"

enum { BUCKETS = 64, ARGUMENTS = 3, LONGEST = 64 };

struct item {
  struct item *next;
  char *key;
  char *value;
};

static struct item *buckets[BUCKETS];

// A command: the texts point into the frame, whose bytes behind each are overwritten with 0.
struct command {
  int count;
  char *arguments[ARGUMENTS];
};

static struct item **find(const char *key) {
  unsigned hash = 5381;
  for (const char *c = key; *c != 0; c++) {
    hash = hash * 33 + (unsigned char)*c;
  }
  struct item **place = &buckets[hash % BUCKETS];
  while (*place != NULL && strcmp((*place)->key, key) != 0) {
    place = &(*place)->next;
  }
  return place;
}

static int set(const char *key, const char *value) {
  struct item **place = find(key);
  char *copy = strdup(value);
  if (copy != NULL && *place == NULL) {
    struct item *item = calloc(1, sizeof *item);
    if (item != NULL && (item->key = strdup(key)) != NULL) {
      *place = item;
    } else {
      free(item);
    }
  }
  if (copy == NULL || *place == NULL) {
    free(copy);
    return -1;
  }
  free((*place)->value);
  (*place)->value = copy;
  return 0;
}

static int delete(const char *key) {
  struct item **place = find(key);
  struct item *item = *place;
  if (item == NULL) {
    return 0;
  }
  *place = item->next;
  free(item->key);
  free(item->value);
  free(item);
  return 1;
}

// The number behind a mark such as $ or *, up to its line end; -1 if there is none.
static long number(char **at, char *end, char mark) {
  char *after;
  if (*at >= end || **at != mark) {
    return -1;
  }
  long value = strtol(*at + 1, &after, 10);
  if (after == *at + 1 || end - after < 2 || after[0] != '\r' || after[1] != '\n') {
    return -1;
  }
  *at = after + 2;
  return value;
}

static int parse(char *at, char *end, struct command *command) {
  long count = number(&at, end, '*');
  if (count < 1 || count > ARGUMENTS) {
    return -1;
  }
  for (command->count = 0; command->count < count; command->count++) {
    long length = number(&at, end, '$');
    if (length < 0 || length >= LONGEST || end - at < length + 2) {
      return -1;
    }
    command->arguments[command->count] = at;
    at[length] = 0;
    at += length + 2;
  }
  return 0;
}

static size_t text(char *answer, const char *line) {
  return (size_t)snprintf(answer, REPLY_BYTES, "%s\r\n", line);
}

static size_t integer(char *answer, long long value) {
  return (size_t)snprintf(answer, REPLY_BYTES, ":%lld\r\n", value);
}

static size_t get(char *answer, const char *key) {
  struct item *item = *find(key);
  if (item == NULL) {
    return text(answer, "$-1");
  }
  return (size_t)snprintf(answer, REPLY_BYTES, "$%u\r\n%s\r\n", (unsigned)strlen(item->value),
                          item->value);
}

static size_t increment(char *answer, const char *key) {
  struct item *item = *find(key);
  char *end = NULL;
  char digits[24];
  errno = 0;
  long long value = item == NULL ? 0 : strtoll(item->value, &end, 10);
  if ((end != NULL && *end != 0) || errno != 0 || value == 0x7fffffffffffffff) {
    return text(answer, "-ERR value is not an integer or out of range");
  }
  snprintf(digits, sizeof digits, "%lld", value + 1);
  return set(key, digits) == 0 ? integer(answer, value + 1) : text(answer, "-OOM out of memory");
}

static size_t execute(char *answer, const struct command *command) {
  char *const *arguments = command->arguments;
  if (command->count == 2 && strcmp(arguments[0], "GET") == 0) {
    return get(answer, arguments[1]);
  }
  if (command->count == 3 && strcmp(arguments[0], "SET") == 0) {
    return set(arguments[1], arguments[2]) == 0 ? text(answer, "+OK")
                                                : text(answer, "-OOM out of memory");
  }
  if (command->count == 2 && strcmp(arguments[0], "INCR") == 0) {
    return increment(answer, arguments[1]);
  }
  if (command->count == 2 && strcmp(arguments[0], "DEL") == 0) {
    return integer(answer, delete(arguments[1]));
  }
  return text(answer, "-ERR unknown command");
}

static void serve(struct frame *frame, size_t length) {
  struct request_record *record;
  struct command command;
  enum request_kind kind = request_open(frame, length, &record);
#ifdef FORGETFUL
  // The planted bug: a request that was answered before is carried out again.
  if (kind == REQUEST_AGAIN) {
    kind = REQUEST_NEW;
  }
#endif
  if (kind == REQUEST_NEW) {
    char *answer = (char *)record->answer;
    char *begin = (char *)frame->payload + REQUEST_BYTES;
    char *end = (char *)frame + length;
    size_t bytes = parse(begin, end, &command) == 0 ? execute(answer, &command)
                                                    : text(answer, "-ERR protocol error");
    request_close(frame, record, bytes);
  }
  if (kind != REQUEST_IGNORED) {
    request_reply(frame, record);
  }
}

int main(void) {
  size_t length;
  network_start();
  printf("serving %d buckets\n", BUCKETS);
  for (;;) {
    struct frame *frame = network_wait(&length);
    serve(frame, length);
    network_drop();
  }
}
