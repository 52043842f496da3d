#include "sink.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "common.h"

void sink_open(struct sink *sink, int stream) {
  struct stat status;
  *sink = (struct sink){.fd = stream};
  if (fstat(stream, &status) != 0) return;
  sink->is_socket = S_ISSOCK(status.st_mode);
  if (!S_ISFIFO(status.st_mode) && !isatty(stream)) return;
  /* Opened again, because O_NONBLOCK on the one we were given would reach everybody who shares it. */
  char path[32];
  (void)snprintf(path, sizeof path, "/proc/self/fd/%d", stream);
  int own = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (own >= 0) sink->fd = own;
}

bool sink_has_waiting(const struct sink *sink) { return sink->waiting_at < sink->waiting_end; }

static void forget_waiting(struct sink *sink) {
  free(sink->waiting);
  sink->waiting = NULL;
  sink->waiting_at = sink->waiting_end = 0;
}

/* Bytes taken, 0 for "not now". */
static size_t offer(struct sink *sink, const uint8_t *bytes, size_t size) {
  ssize_t count = sink->is_socket ? RETRY(send(sink->fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL))
                                  : RETRY(write(sink->fd, bytes, size));
  if (count >= 0) return (size_t)count;
  if (errno == EAGAIN) return 0;
  sink->is_broken = true;
  return size;
}

void sink_put(struct sink *sink, const void *bytes, size_t size) {
  const uint8_t *at = bytes;
  if (sink->is_broken) return;
  while (!sink_has_waiting(sink) && size > 0) {
    size_t count = offer(sink, at, size);
    if (count == 0) break;
    at += count;
    size -= count;
  }
  if (size == 0) return;
  size_t left = sink->waiting_end - sink->waiting_at;
  uint8_t *joined = allocate(left + size);
  if (left > 0) memcpy(joined, sink->waiting + sink->waiting_at, left);
  memcpy(joined + left, at, size);
  free(sink->waiting);
  sink->waiting = joined;
  sink->waiting_at = 0;
  sink->waiting_end = left + size;
}

void sink_flush(struct sink *sink) {
  while (sink_has_waiting(sink) && !sink->is_broken) {
    size_t count = offer(sink, sink->waiting + sink->waiting_at, sink->waiting_end - sink->waiting_at);
    if (count == 0) return;
    sink->waiting_at += count;
  }
  forget_waiting(sink);
}

void sink_finish(struct sink *sink) {
  while (sink_has_waiting(sink)) {
    struct pollfd writable = {.fd = sink->fd, .events = POLLOUT};
    if (RETRY(poll(&writable, 1, -1)) < 0) return;
    sink_flush(sink);
  }
}
