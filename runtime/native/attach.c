#include "attach.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "client.h"
#include "common.h"
#include "detach_keys.h"
#include "own_terminal.h"
#include "sink.h"

#define INPUT_CHUNK (32u * 1024)
#define LIVE_MARK "\x1b]7717;live\x07"

struct attach {
  const char *path;
  bool with_input, marks, passes_signals;
  uint8_t flags;
  struct detach_keys keys;
  struct own_terminal terminal;
  bool container_has_terminal, has_ended;
  int socket, signals;
  struct sink out, error, to_monitor;
  /* A frame as it comes: its header, and how much of its payload is still to come. */
  uint8_t header[FRAME_HEADER_SIZE];
  size_t header_used;
  uint32_t payload_left;
  uint8_t small[4];
  size_t small_used;
  int exit_code;
  bool is_done;
};

static _Noreturn void usage(void) {
  die(125, "usage: launcher attach SOCKET [--no-stdin] [--replay] [--redraw] [--start] [--mark] [--detach-keys KEYS] "
           "[--no-sig-proxy]");
}

static void parse_arguments(struct attach *attach, int count, char **arguments) {
  if (count < 1) usage();
  attach->path = arguments[0];
  attach->with_input = attach->passes_signals = true;
  attach->flags = HELLO_OUTPUT | HELLO_TELL_TERMINAL;
  (void)detach_keys_parse(&attach->keys, "ctrl-p,ctrl-q");
  for (int index = 1; index < count; index++) {
    const char *option = arguments[index];
    if (text_equal(option, "--no-stdin")) attach->with_input = false;
    else if (text_equal(option, "--replay")) attach->flags |= HELLO_REPLAY;
    else if (text_equal(option, "--redraw")) attach->flags |= HELLO_REDRAW;
    else if (text_equal(option, "--start")) attach->flags |= HELLO_START;
    else if (text_equal(option, "--mark")) attach->marks = true;
    else if (text_equal(option, "--no-sig-proxy")) attach->passes_signals = false;
    else if (text_equal(option, "--detach-keys") && index + 1 < count) {
      if (!detach_keys_parse(&attach->keys, arguments[++index]))
        die(125, "detach keys %s: not characters and ctrl-X joined by commas", arguments[index]);
    } else usage();
  }
  if (attach->with_input) attach->flags |= HELLO_INPUT;
}

static int connect_to(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(address.sun_path, path, strlen(path));
  cleanup_fd int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || RETRY(connect(fd, (struct sockaddr *)&address, sizeof address)) != 0) return -1;
  return steal_fd(&fd);
}

static size_t make_frame(uint8_t *frame, uint8_t kind, const void *payload, uint32_t size) {
  frame[0] = kind;
  store_u32(frame + 1, size);
  if (size > 0) memcpy(frame + FRAME_HEADER_SIZE, payload, size);
  return FRAME_HEADER_SIZE + size;
}

static size_t make_hello(uint8_t *frame, uint8_t flags, uint16_t rows, uint16_t columns) {
  uint8_t payload[5] = {flags};
  store_u16(payload + 1, rows);
  store_u16(payload + 3, columns);
  return make_frame(frame, 'H', payload, sizeof payload);
}

/* On a connection of its own, so that it overtakes input that the program does not take. */
static void send_aside(const struct attach *attach, uint8_t kind, const void *payload, uint32_t size) {
  uint8_t frames[64];
  cleanup_fd int fd = connect_to(attach->path);
  size_t used = make_hello(frames, 0, 0, 0);
  used += make_frame(frames + used, kind, payload, size);
  if (fd >= 0) (void)!RETRY(send(fd, frames, used, MSG_NOSIGNAL));
}

/* Twice: in line, so that what is typed next finds the new size; and aside, past input that the program does not take. */
static void send_size(struct attach *attach) {
  uint16_t rows, columns;
  uint8_t payload[4], frame[FRAME_HEADER_SIZE + sizeof payload];
  own_terminal_size(&attach->terminal, &rows, &columns);
  store_u16(payload, rows);
  store_u16(payload + 2, columns);
  sink_put(&attach->to_monitor, frame, make_frame(frame, 'W', payload, sizeof payload));
  send_aside(attach, 'W', payload, sizeof payload);
}

static void end_with(struct attach *attach, int code) {
  attach->is_done = true;
  attach->exit_code = code;
}

/* All of them, even those not passed on: the terminal must be given back before any of them ends us. */
static void open_signals(struct attach *attach) {
  sigset_t mask;
  (void)sigemptyset(&mask);
  static const int taken[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
  for (size_t index = 0; index < COUNT_OF(taken); index++) (void)sigaddset(&mask, taken[index]);
  if (sigprocmask(SIG_BLOCK, &mask, NULL) != 0) die_errno(125, "attach: signals");
  attach->signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (attach->signals < 0) die_errno(125, "attach: signals");
  (void)signal(SIGPIPE, SIG_IGN);
}

static void send_input(struct attach *attach) {
  static const size_t room = INPUT_CHUNK + DETACH_KEYS_MAX;
  cleanup_free uint8_t *bytes = allocate(INPUT_CHUNK), *frame = allocate(FRAME_HEADER_SIZE + room);
  ssize_t count = RETRY(read(STDIN_FILENO, bytes, INPUT_CHUNK));
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    attach->with_input = false;
    /* A terminal that hangs up takes its client along. */
    if (attach->terminal.is_raw) return end_with(attach, 128 + SIGHUP);
    sink_put(&attach->to_monitor, frame, make_frame(frame, 'E', NULL, 0));
    return;
  }
  size_t size = (size_t)count;
  bool detached = false;
  if (attach->container_has_terminal && attach->terminal.fd == STDIN_FILENO)
    detached = detach_keys_filter(&attach->keys, bytes, (size_t)count, frame + FRAME_HEADER_SIZE, &size);
  else
    memcpy(frame + FRAME_HEADER_SIZE, bytes, size);
  frame[0] = 'I';
  store_u32(frame + 1, (uint32_t)size);
  if (size > 0) sink_put(&attach->to_monitor, frame, FRAME_HEADER_SIZE + size);
  if (detached) end_with(attach, 0);
}

/* What waits on our terminal now; that a terminal keeps a few kilobytes only makes an end of it. */
static void send_typed(struct attach *attach) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  while (attach->with_input && RETRY(poll(&input, 1, 0)) == 1 && (input.revents & POLLIN) != 0) send_input(attach);
}

static void handle_signals(struct attach *attach) {
  struct signalfd_siginfo info;
  while (RETRY(read(attach->signals, &info, sizeof info)) == (ssize_t)sizeof info) {
    uint8_t number = (uint8_t)info.ssi_signo;
    if (number == SIGWINCH)
      send_size(attach);
    else if (attach->passes_signals && !attach->terminal.is_raw)
      send_aside(attach, 'K', &number, 1);
    else {
      /* Its order against what was typed before is lost in the kernel: the keys came first. */
      if (number == SIGHUP && attach->terminal.is_raw) send_typed(attach);
      end_with(attach, 128 + number);
    }
  }
}

static void end_frame(struct attach *attach) {
  switch (attach->header[0]) {
    case 'L':
      if (attach->marks) sink_put(&attach->out, LIVE_MARK, strlen(LIVE_MARK));
      break;
    case 'T':
      attach->container_has_terminal = attach->small_used > 0 && attach->small[0] != 0;
      if (attach->container_has_terminal && attach->with_input && own_terminal_make_raw(&attach->terminal) != 0)
        die_errno(125, "attach: terminal");
      break;
    case 'F':
      sink_put(&attach->error, "\n", 1);
      break;
    case 'X':
      attach->has_ended = true;
      if (attach->small_used == 4) end_with(attach, (int)(load_u32(attach->small) & 0xff));
      break;
    default:
      break;
  }
}

static void take_payload(struct attach *attach, const uint8_t *bytes, size_t size) {
  switch (attach->header[0]) {
    case 'O':
      sink_put(&attach->out, bytes, size);
      break;
    case 'R':
    case 'F':
      sink_put(&attach->error, bytes, size);
      break;
    default:
      for (size_t index = 0; index < size && attach->small_used < sizeof attach->small; index++)
        attach->small[attach->small_used++] = bytes[index];
  }
}

static void take_bytes(struct attach *attach, const uint8_t *bytes, size_t size) {
  while (size > 0 && !attach->is_done) {
    if (attach->header_used < FRAME_HEADER_SIZE) {
      attach->header[attach->header_used++] = *bytes++;
      size--;
      if (attach->header_used < FRAME_HEADER_SIZE) continue;
      attach->payload_left = load_u32(attach->header + 1);
      attach->small_used = 0;
      if (attach->header[0] == 'F') sink_put(&attach->error, "wherry: ", 8);
    }
    size_t part = attach->payload_left < size ? attach->payload_left : size;
    take_payload(attach, bytes, part);
    attach->payload_left -= (uint32_t)part;
    bytes += part;
    size -= part;
    if (attach->payload_left > 0) continue;
    attach->header_used = 0;
    end_frame(attach);
  }
}

static void receive(struct attach *attach) {
  cleanup_free uint8_t *bytes = allocate(FRAME_MAX_PAYLOAD);
  ssize_t count = RETRY(recv(attach->socket, bytes, FRAME_MAX_PAYLOAD, MSG_DONTWAIT));
  if (count > 0) return take_bytes(attach, bytes, (size_t)count);
  if (count < 0 && errno == EAGAIN) return;
  own_terminal_restore(&attach->terminal);
  sink_finish(&attach->out);
  die(125, "attach: the container's monitor has gone");
}

static void turn(struct attach *attach) {
  bool out_waits = sink_has_waiting(&attach->out), error_waits = sink_has_waiting(&attach->error);
  bool input_waits = sink_has_waiting(&attach->to_monitor);
  struct pollfd set[] = {
      {.fd = attach->signals, .events = POLLIN},
      {.fd = attach->socket, .events = (short)((out_waits || error_waits ? 0 : POLLIN) | (input_waits ? POLLOUT : 0))},
      {.fd = attach->with_input && !input_waits ? STDIN_FILENO : -1, .events = POLLIN},
      {.fd = out_waits ? attach->out.fd : -1, .events = POLLOUT},
      {.fd = error_waits ? attach->error.fd : -1, .events = POLLOUT},
  };
  /* Its hang-up would be told again and again while the last output waits. */
  if (set[1].events == 0) set[1].fd = -1;
  if (RETRY(poll(set, COUNT_OF(set), -1)) < 0) die_errno(125, "attach: poll");
  if (set[3].revents != 0) sink_flush(&attach->out);
  if (set[4].revents != 0) sink_flush(&attach->error);
  if (set[1].revents & POLLOUT) sink_flush(&attach->to_monitor);
  if (set[0].revents != 0) handle_signals(attach);
  if (set[2].revents != 0) send_input(attach);
  if (set[1].revents & (POLLIN | POLLHUP | POLLERR)) receive(attach);
  /* Nobody reads what we write: as any program in a pipe, we end. */
  if (attach->out.is_broken && !attach->is_done) end_with(attach, 128 + SIGPIPE);
}

int run_attach(int count, char **arguments) {
  struct attach attach = {.socket = -1};
  parse_arguments(&attach, count, arguments);
  attach.socket = connect_to(attach.path);
  if (attach.socket < 0) {
    bool gone = errno == ENOENT || errno == ECONNREFUSED;
    if (gone) die(125, "attach %s: the container is not running", attach.path);
    die_errno(125, "attach %s", attach.path);
  }
  own_terminal_find(&attach.terminal);
  sink_open(&attach.out, STDOUT_FILENO);
  sink_open(&attach.error, STDERR_FILENO);
  attach.to_monitor = (struct sink){.fd = attach.socket, .is_socket = true};
  open_signals(&attach);

  uint8_t hello[16];
  uint16_t rows, columns;
  own_terminal_size(&attach.terminal, &rows, &columns);
  sink_put(&attach.to_monitor, hello, make_hello(hello, attach.flags, rows, columns));
  while (!attach.is_done) turn(&attach);
  own_terminal_restore(&attach.terminal);
  /* From here on a signal may end us: what is left is to write the last output, and its reader may never read. */
  sigset_t none;
  (void)sigemptyset(&none);
  (void)sigprocmask(SIG_SETMASK, &none, NULL);
  /* What was typed before the detach keys, or before the terminal went. */
  bool was_left = attach.exit_code == 0 || attach.exit_code == 128 + SIGHUP;
  if (was_left && !attach.has_ended) sink_finish(&attach.to_monitor);
  sink_finish(&attach.out);
  sink_finish(&attach.error);
  return attach.exit_code;
}
