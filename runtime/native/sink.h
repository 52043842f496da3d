/* Our own standard output or error, written so that a reader who is slow never makes us deaf to signals. */
#ifndef WHERRY_SINK_H
#define WHERRY_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sink {
  int fd;
  bool is_socket, is_broken;
  uint8_t *waiting;
  size_t waiting_at, waiting_end;
};

void sink_open(struct sink *sink, int stream);
/* Writes what goes; the rest waits, and sink_has_waiting says so. Bytes for a broken sink are dropped. */
void sink_put(struct sink *sink, const void *bytes, size_t size);
void sink_flush(struct sink *sink);
bool sink_has_waiting(const struct sink *sink);
/* Waits until all is written, or nobody is left to read it. */
void sink_finish(struct sink *sink);

#endif
