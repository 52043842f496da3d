/* One client of the attach socket: what it has said, and what it is still to be told. */
#ifndef WHERRY_CLIENT_H
#define WHERRY_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ring.h"
#include "streams.h"

#define HELLO_OUTPUT 1u
#define HELLO_INPUT 2u
#define HELLO_REPLAY 4u
#define HELLO_START 8u
#define HELLO_REDRAW 16u
#define HELLO_TELL_TERMINAL 32u

#define FRAME_MAX_PAYLOAD 65536u

struct client {
  int fd;
  /* is_silent: it has shut its side, and still listens. */
  bool has_greeted, is_live, has_ended, is_silent, hung_up;
  uint8_t flags;
  /* The next byte of the ring to send, and where the replay ends. */
  uint64_t position, live_at;
  /* A frame as far as it has come: header, and payload unless it is input, which is passed on as it comes. */
  uint8_t frame[FRAME_HEADER_SIZE + 16];
  size_t frame_used;
  uint32_t input_left;
  /* Bytes that go before the ring's. */
  uint8_t *pending;
  size_t pending_at, pending_end;
  size_t poll_index;
};

/* A whole frame but I, or the end of the connection. */
struct client_handler {
  void *context;
  /* false drops the client: it does not keep the protocol. */
  bool (*handle)(void *context, struct client *client, uint8_t kind, const uint8_t *payload, uint32_t size);
};

/* What may come next from a client: more, nothing more, or nothing that we would read. */
enum client_state { CLIENT_TALKS, CLIENT_SILENT, CLIENT_WRONG };

/* Reads what there is, as long as the program takes input. */
enum client_state client_read(struct client *client, struct streams *streams, const struct client_handler *handler, uint8_t *buffer,
                 size_t buffer_size);
/* True while reading on would need room for input that the program does not take. */
bool client_is_held_back(const struct client *client, const struct streams *streams);
/* Puts bytes before all that the ring has for it. */
void client_queue(struct client *client, const void *bytes, size_t size);
void client_queue_frame(struct client *client, uint8_t kind, const void *payload, uint32_t size);
/* Sends what it can; false when the client is gone. */
bool client_send(struct client *client, const struct ring *ring);
/* Whether there is something to send. */
bool client_has_more(const struct client *client, const struct ring *ring);
void client_close(struct client *client);

#endif
