#include "streams.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "common.h"

static int set_nonblocking(int fd) {
  int flags = fcntl(fd, F_GETFL);
  return flags < 0 ? -1 : fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

int streams_open_pipes(struct streams *streams, struct program_ends *ends, bool with_input) {
  int pair[2];
  *streams = (struct streams){.output = {-1, -1}, .input = -1, .slave = -1};
  *ends = (struct program_ends){{-1, -1, -1}};
  for (int which = 0; which < 2; which++) {
    if (pipe2(pair, O_CLOEXEC) != 0) return -1;
    streams->output[which] = pair[0];
    ends->fds[which + 1] = pair[1];
    if (set_nonblocking(pair[0]) != 0) return -1;
  }
  if (!with_input) return (ends->fds[0] = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0 ? -1 : 0;
  if (pipe2(pair, O_CLOEXEC) != 0) return -1;
  ends->fds[0] = pair[0];
  streams->input = pair[1];
  return set_nonblocking(pair[1]);
}

int streams_take_terminal(struct streams *streams, int master) {
  streams_close(streams);
  streams->is_terminal = true;
  streams->output[0] = streams->input = master;
  streams->slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  return streams->slave < 0 ? -1 : set_nonblocking(master);
}

int program_ends_take(const struct program_ends *ends) {
  for (int stream = 0; stream < 3; stream++)
    if (RETRY(dup2(ends->fds[stream], stream)) < 0) return -1;
  return 0;
}

void program_ends_close(struct program_ends *ends) {
  for (int stream = 0; stream < 3; stream++) close_now(&ends->fds[stream]);
}

bool streams_has_waiting(const struct streams *streams) { return streams->waiting_at < streams->waiting_end; }

void streams_close_input(struct streams *streams) {
  if (!streams->is_terminal) close_now(&streams->input);
  streams->input = -1;
  free(streams->waiting);
  streams->waiting = NULL;
  streams->waiting_at = streams->waiting_end = 0;
  streams->end_follows = false;
}

/* Bytes taken. A program that has closed its input loses it, as with any pipe. */
static size_t offer(struct streams *streams, const uint8_t *bytes, size_t size) {
  if (streams->input < 0) return size;
  ssize_t count = RETRY(write(streams->input, bytes, size));
  if (count >= 0) return (size_t)count;
  if (errno == EAGAIN) return 0;
  streams_close_input(streams);
  return size;
}

void streams_feed(struct streams *streams, const uint8_t *bytes, size_t size) {
  size_t taken = 0;
  while (taken < size) {
    size_t count = offer(streams, bytes + taken, size - taken);
    if (count == 0) break;
    taken += count;
  }
  if (taken == size) return;
  streams->waiting = allocate(size - taken);
  memcpy(streams->waiting, bytes + taken, size - taken);
  streams->waiting_at = 0;
  streams->waiting_end = size - taken;
}

static void end_now(struct streams *streams) {
  streams->end_follows = false;
  if (!streams->is_terminal) return streams_close_input(streams);
  struct termios settings;
  if (streams->input < 0 || tcgetattr(streams->input, &settings) != 0) return;
  uint8_t end = settings.c_cc[VEOF];
  streams_feed(streams, &end, 1);
}

void streams_flush(struct streams *streams) {
  while (streams_has_waiting(streams)) {
    size_t count = offer(streams, streams->waiting + streams->waiting_at, streams->waiting_end - streams->waiting_at);
    if (count == 0) return;
    if (streams->waiting == NULL) return; /* the input was closed under it */
    streams->waiting_at += count;
  }
  free(streams->waiting);
  streams->waiting = NULL;
  streams->waiting_at = streams->waiting_end = 0;
  if (streams->end_follows) end_now(streams);
}

void streams_end_input(struct streams *streams) {
  if (streams_has_waiting(streams))
    streams->end_follows = true;
  else
    end_now(streams);
}

ssize_t streams_read(struct streams *streams, int which, uint8_t *buffer, size_t size) {
  if (streams->output[which] < 0) return -1;
  ssize_t count = RETRY(read(streams->output[which], buffer, size));
  if (count > 0) return count;
  if (count < 0 && errno == EAGAIN) return 0;
  if (streams->is_terminal) streams->input = -1;
  close_now(&streams->output[which]);
  return -1;
}

void streams_resize(const struct streams *streams, uint16_t rows, uint16_t columns) {
  if (!streams->is_terminal || streams->output[0] < 0 || rows == 0 || columns == 0) return;
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  (void)ioctl(streams->output[0], TIOCSWINSZ, &size);
}

void streams_close(struct streams *streams) {
  streams_close_input(streams);
  close_now(&streams->output[0]);
  close_now(&streams->output[1]);
  close_now(&streams->slave);
}
