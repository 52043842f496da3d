#include "log.h"

#include <fcntl.h>
#include <stdio.h>

#include "common.h"
#include "timestamp.h"

#define BUFFER_SIZE (32u * 1024)
#define MAX_TEXT (16u * 1024)

int log_open(struct log *log, const char *path) {
  *log = (struct log){.fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640)};
  if (log->fd < 0) return -1;
  log->buffer = allocate(BUFFER_SIZE);
  return 0;
}

/* A log that cannot be written (a full disk) must not take the container with it. */
static void flush(struct log *log) {
  (void)write_exact(log->fd, log->buffer, log->used);
  log->used = 0;
}

static void add(struct log *log, const void *bytes, size_t size) {
  memcpy(log->buffer + log->used, bytes, size);
  log->used += size;
}

void log_write(struct log *log, const char *stream, const uint8_t *bytes, size_t size) {
  char prefix[64];
  timestamp_now(prefix);
  int printed = snprintf(prefix + TIMESTAMP_LENGTH, sizeof prefix - TIMESTAMP_LENGTH, " %s F ", stream);
  size_t prefix_length = TIMESTAMP_LENGTH + (size_t)printed;

  while (size > 0) {
    size_t part = size < MAX_TEXT ? size : MAX_TEXT;
    const uint8_t *newline = memchr(bytes, '\n', part);
    if (newline != NULL) part = (size_t)(newline - bytes);
    if (log->used + prefix_length + part + 1 > BUFFER_SIZE) flush(log);
    prefix[prefix_length - 2] = newline != NULL ? 'F' : 'P';
    add(log, prefix, prefix_length);
    add(log, bytes, part);
    add(log, "\n", 1);
    if (newline != NULL) part++;
    bytes += part;
    size -= part;
  }
  flush(log);
}
