#include "client.h"

#include <sys/socket.h>

#include "common.h"

bool client_is_held_back(const struct client *client, const struct streams *streams) {
  return client->input_left > 0 && streams_has_waiting(streams);
}

enum progress { GOT, LATER, OVER, WRONG };

static enum progress receive(int fd, uint8_t *buffer, size_t size, size_t *got) {
  ssize_t count = RETRY(recv(fd, buffer, size, MSG_DONTWAIT));
  if (count > 0) {
    *got = (size_t)count;
    return GOT;
  }
  return count < 0 && errno == EAGAIN ? LATER : OVER;
}

static enum progress read_input(struct client *client, struct streams *streams, uint8_t *buffer, size_t buffer_size) {
  size_t wanted = client->input_left < buffer_size ? client->input_left : buffer_size, got = 0;
  enum progress progress = receive(client->fd, buffer, wanted, &got);
  if (progress != GOT) return progress;
  client->input_left -= (uint32_t)got;
  streams_feed(streams, buffer, got);
  return GOT;
}

/* One more piece of the header, or of a short payload. */
static enum progress read_frame(struct client *client, const struct client_handler *handler) {
  size_t wanted = FRAME_HEADER_SIZE;
  if (client->frame_used >= FRAME_HEADER_SIZE) wanted += load_u32(client->frame + 1);
  if (client->frame_used < wanted) {
    size_t got = 0;
    enum progress progress = receive(client->fd, client->frame + client->frame_used, wanted - client->frame_used, &got);
    if (progress != GOT) return progress;
    client->frame_used += got;
  }
  if (client->frame_used < FRAME_HEADER_SIZE) return GOT;
  uint32_t size = load_u32(client->frame + 1);
  if (client->frame[0] == 'I') {
    if (!client->has_greeted || size > FRAME_MAX_PAYLOAD) return WRONG;
    client->input_left = size;
    client->frame_used = 0;
    return GOT;
  }
  if (size > sizeof client->frame - FRAME_HEADER_SIZE) return WRONG;
  if (client->frame_used < FRAME_HEADER_SIZE + size) return GOT;
  client->frame_used = 0;
  return handler->handle(handler->context, client, client->frame[0], client->frame + FRAME_HEADER_SIZE, size) ? GOT : WRONG;
}

enum client_state client_read(struct client *client, struct streams *streams, const struct client_handler *handler, uint8_t *buffer,
                 size_t buffer_size) {
  /* Some turns only, so that one busy client does not keep the others and the output waiting. */
  for (unsigned turn = 0; turn < 16; turn++) {
    if (client_is_held_back(client, streams)) return CLIENT_TALKS;
    enum progress progress = client->input_left > 0 ? read_input(client, streams, buffer, buffer_size)
                                                    : read_frame(client, handler);
    if (progress == OVER) return CLIENT_SILENT;
    if (progress == WRONG) return CLIENT_WRONG;
    if (progress == LATER) return CLIENT_TALKS;
  }
  return CLIENT_TALKS;
}

void client_queue(struct client *client, const void *bytes, size_t size) {
  size_t left = client->pending_end - client->pending_at;
  uint8_t *joined = allocate(left + size);
  if (left > 0) memcpy(joined, client->pending + client->pending_at, left);
  if (size > 0) memcpy(joined + left, bytes, size);
  free(client->pending);
  client->pending = joined;
  client->pending_at = 0;
  client->pending_end = left + size;
}

void client_queue_frame(struct client *client, uint8_t kind, const void *payload, uint32_t size) {
  uint8_t header[FRAME_HEADER_SIZE] = {kind};
  store_u32(header + 1, size);
  client_queue(client, header, sizeof header);
  if (size > 0) client_queue(client, payload, size);
}

static bool has_pending(const struct client *client) { return client->pending_at < client->pending_end; }

/* Up to where the ring may be sent now: the mark of "live" goes between the kept and the new. */
static uint64_t send_limit(const struct client *client, const struct ring *ring) {
  return client->is_live ? ring->head : client->live_at;
}

static bool wants_ring(const struct client *client, const struct ring *ring) {
  return client->flags & HELLO_OUTPUT && client->position < send_limit(client, ring);
}

bool client_has_more(const struct client *client, const struct ring *ring) {
  return has_pending(client) || (client->has_greeted && (!client->is_live || wants_ring(client, ring)));
}

static ssize_t send_pieces(int fd, struct iovec *pieces, size_t count) {
  struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};
  return RETRY(sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL));
}

static ssize_t send_pending(struct client *client) {
  struct iovec piece = {.iov_base = client->pending + client->pending_at,
                        .iov_len = client->pending_end - client->pending_at};
  ssize_t count = send_pieces(client->fd, &piece, 1);
  if (count > 0) client->pending_at += (size_t)count;
  if (!has_pending(client)) {
    free(client->pending);
    client->pending = NULL;
    client->pending_at = client->pending_end = 0;
  }
  return count;
}

bool client_send(struct client *client, const struct ring *ring) {
  while (client_has_more(client, ring)) {
    ssize_t count;
    if (has_pending(client)) {
      count = send_pending(client);
    } else if (wants_ring(client, ring)) {
      struct iovec pieces[2];
      int number = ring_slice(ring, client->position, send_limit(client, ring), pieces);
      count = send_pieces(client->fd, pieces, (size_t)number);
      if (count > 0) client->position += (uint64_t)count;
    } else {
      client->is_live = true;
      client_queue_frame(client, 'L', NULL, 0);
      continue;
    }
    if (count < 0) return errno == EAGAIN;
  }
  return true;
}

void client_close(struct client *client) {
  close_now(&client->fd);
  free(client->pending);
  client->pending = NULL;
}
