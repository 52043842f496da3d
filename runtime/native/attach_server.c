#include "attach_server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "common.h"
#include "replay.h"

#define BUFFER_SIZE OUTPUT_CHUNK
/* One frame being sent, one that comes, and one between, are never in the way of each other. */
#define MIN_RING (3 * OUTPUT_CHUNK + 4096)
#define MAX_KEPT (512u * 1024)

int attach_server_open(struct attach_server *server, const char *path, size_t kept_bytes) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(address.sun_path, path, strlen(path));
  cleanup_fd int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || (unlink(path) != 0 && errno != ENOENT)) return -1;
  /* On a socket not bound yet, this is the mode that the file gets. */
  if (fchmod(listener, 0600) != 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0) return -1;
  if (listen(listener, 128) != 0) return -1;
  server->listener = steal_fd(&listener);
  server->kept_bytes = kept_bytes < MAX_KEPT ? kept_bytes : MAX_KEPT;
  server->buffer = allocate(BUFFER_SIZE);
  ring_open(&server->ring, server->kept_bytes > MIN_RING ? server->kept_bytes : MIN_RING);
  return 0;
}

static bool is_reader(const struct client *client) {
  return client->has_greeted && client->flags & HELLO_OUTPUT && !client->hung_up;
}

void attach_server_poll(struct attach_server *server, struct poll_set *set) {
  server->listener_index = poll_set_add(set, server->listener, POLLIN);
  for (size_t index = 0; index < server->count; index++) {
    struct client *client = &server->clients[index];
    bool held_back = client_is_held_back(client, server->streams);
    short events = (short)((held_back || client->is_silent ? 0 : POLLIN) | (client_has_more(client, &server->ring) ? POLLOUT : 0));
    /* A hang-up would be reported again and again while its last input waits. */
    client->poll_index = poll_set_add(set, held_back && client->hung_up ? -1 : client->fd, events);
  }
}

static void accept_clients(struct attach_server *server) {
  for (;;) {
    int fd = RETRY(accept4(server->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (fd < 0) return;
    server->clients = allocate_again(server->clients, (server->count + 1) * sizeof *server->clients);
    server->clients[server->count++] = (struct client){.fd = fd, .poll_index = SIZE_MAX};
  }
}

static void resize(struct attach_server *server, uint16_t rows, uint16_t columns) {
  if (rows == 0 || columns == 0) return;
  server->rows = rows;
  server->columns = columns;
  streams_resize(server->streams, rows, columns);
}

static bool greet(struct attach_server *server, struct client *client, const uint8_t *payload) {
  if (client->has_greeted) return false;
  client->has_greeted = true;
  client->flags = payload[0];
  client->position = client->live_at = server->ring.head;
  resize(server, load_u16(payload + 1), load_u16(payload + 3));
  uint8_t has_terminal = server->has_terminal;
  if (client->flags & HELLO_TELL_TERMINAL) client_queue_frame(client, 'T', &has_terminal, 1);
  if (client->flags & HELLO_OUTPUT && client->flags & HELLO_REPLAY)
    replay_begin(client, &server->ring, server->kept_bytes, &server->modes, server->streams->is_terminal);
  if (client->flags & HELLO_START) server->start_wanted = true;
  if (client->flags & HELLO_REDRAW) server->redraw_wanted = true;
  return true;
}

static bool handle_frame(void *context, struct client *client, uint8_t kind, const uint8_t *payload, uint32_t size) {
  struct attach_server *server = context;
  if (kind == 'H') return size == 5 && greet(server, client, payload);
  if (!client->has_greeted) return false;
  switch (kind) {
    case 'E':
      if (size == 0) streams_end_input(server->streams);
      return size == 0;
    case 'W':
      if (size == 4) resize(server, load_u16(payload), load_u16(payload + 2));
      return size == 4;
    case 'K':
      if (size == 1) server->signal_wanted = payload[0];
      return size == 1;
    default:
      return false;
  }
}

static void drop(struct attach_server *server, struct client *client) {
  if (client->flags & HELLO_INPUT && server->ends_input_with_client) streams_end_input(server->streams);
  client_close(client);
}

/* false when the client is to be dropped. */
static bool serve(struct attach_server *server, struct client *client, short result) {
  struct client_handler handler = {.context = server, .handle = handle_frame};
  if (result & (POLLHUP | POLLERR)) client->hung_up = true;
  bool has_input = !client->is_silent && result & POLLIN;
  enum client_state state = CLIENT_TALKS;
  if (has_input || client->hung_up)
    state = client_read(client, server->streams, &handler, server->buffer, BUFFER_SIZE);
  if (state == CLIENT_WRONG) return false;
  if (state == CLIENT_SILENT) {
    /* Only its own side may be shut: then it still listens, if there is anything to listen to. */
    struct pollfd other_side = {.fd = client->fd};
    if (client->hung_up || !(client->flags & HELLO_OUTPUT) || poll(&other_side, 1, 0) > 0) return false;
    client->is_silent = true;
  }
  if (!client->hung_up && !client_send(client, &server->ring)) client->hung_up = true;
  return true;
}

void attach_server_handle(struct attach_server *server, const struct poll_set *set) {
  size_t kept = 0;
  for (size_t index = 0; index < server->count; index++) {
    struct client *client = &server->clients[index];
    if (serve(server, client, poll_set_result(set, client->poll_index)))
      server->clients[kept++] = *client;
    else
      drop(server, client);
  }
  server->count = kept;
  if (poll_set_result(set, server->listener_index) & POLLIN) accept_clients(server);
}

size_t attach_server_room(const struct attach_server *server) {
  uint64_t oldest = server->ring.head;
  for (size_t index = 0; index < server->count; index++)
    if (is_reader(&server->clients[index]) && server->clients[index].position < oldest)
      oldest = server->clients[index].position;
  /* The frame in which the slowest client is goes as a whole, so all of it has to stay. */
  uint64_t held = server->ring.head - oldest + FRAME_HEADER_SIZE + OUTPUT_CHUNK;
  return held + FRAME_HEADER_SIZE >= server->ring.capacity ? 0 : server->ring.capacity - (size_t)held - FRAME_HEADER_SIZE;
}

static void remember_modes(void *context, uint64_t payload, uint32_t size) {
  struct attach_server *server = context;
  if (!server->streams->is_terminal) return;
  for (uint32_t index = 0; index < size; index++)
    screen_modes_feed(&server->modes, ring_byte(&server->ring, payload + index));
}

void attach_server_output(struct attach_server *server, int which, const uint8_t *bytes, size_t size) {
  /* At the very end the container does not wait any more; then the ring has to hold it all. */
  if (attach_server_room(server) < size) ring_grow(&server->ring, server->ring.capacity + size + MIN_RING);
  ring_make_room(&server->ring, size, remember_modes, server);
  ring_append(&server->ring, which == 0 ? 'O' : 'R', bytes, (uint32_t)size);
  for (size_t index = 0; index < server->count; index++)
    if (is_reader(&server->clients[index]) && !client_send(&server->clients[index], &server->ring))
      server->clients[index].hung_up = true;
}

static void queue_slice(struct client *client, const struct ring *ring, uint64_t from, uint64_t to) {
  struct iovec pieces[2];
  int number = ring_slice(ring, from, to, pieces);
  for (int piece = 0; piece < number; piece++) client_queue(client, pieces[piece].iov_base, pieces[piece].iov_len);
}

/* What the ring still holds for it, so that the last words do not overtake it. */
static void queue_rest(struct client *client, const struct ring *ring) {
  if (!(client->flags & HELLO_OUTPUT)) client->position = client->live_at = ring->head;
  if (!client->is_live) {
    queue_slice(client, ring, client->position, client->live_at);
    client_queue_frame(client, 'L', NULL, 0);
    client->position = client->live_at;
    client->is_live = true;
  }
  queue_slice(client, ring, client->position, ring->head);
  client->position = ring->head;
}

void attach_server_end(struct attach_server *server, unsigned code, const char *failed) {
  close_now(&server->listener);
  for (size_t index = 0; index < server->count; index++) {
    struct client *client = &server->clients[index];
    if (client->has_ended || !client->has_greeted) continue;
    client->has_ended = true;
    queue_rest(client, &server->ring);
    uint8_t payload[4];
    store_u32(payload, code);
    if (failed != NULL) client_queue_frame(client, 'F', failed, (uint32_t)strlen(failed));
    client_queue_frame(client, 'X', payload, sizeof payload);
    if (!client_send(client, &server->ring)) client->hung_up = true;
  }
}

bool attach_server_is_done(const struct attach_server *server) {
  for (size_t index = 0; index < server->count; index++) {
    const struct client *client = &server->clients[index];
    if (client->has_greeted && !client->hung_up && client_has_more(client, &server->ring)) return false;
  }
  return true;
}

void attach_server_close(struct attach_server *server) {
  for (size_t index = 0; index < server->count; index++) client_close(&server->clients[index]);
  free(server->clients);
  free(server->buffer);
  ring_close(&server->ring);
  close_now(&server->listener);
}
