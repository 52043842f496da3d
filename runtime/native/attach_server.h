/* The attach socket: any number of clients, all of which see the same output and may type. */
#ifndef WHERRY_ATTACH_SERVER_H
#define WHERRY_ATTACH_SERVER_H

#include "client.h"
#include "poll_set.h"
#include "ring.h"
#include "screen_modes.h"
#include "streams.h"

/* One read of the container's output. */
#define OUTPUT_CHUNK (32u * 1024)

struct attach_server {
  int listener;
  struct client *clients;
  size_t count;
  struct ring ring;
  size_t kept_bytes;
  /* As of the ring's tail. */
  struct screen_modes modes;
  struct streams *streams;
  bool has_terminal, ends_input_with_client;
  uint16_t rows, columns;
  /* What clients asked for, for the monitor to see to. */
  bool start_wanted, redraw_wanted;
  unsigned signal_wanted;
  uint8_t *buffer;
  size_t listener_index;
};

/* 0, or -1 with errno. A stale socket of the same path is replaced. */
int attach_server_open(struct attach_server *server, const char *path, size_t kept_bytes);
void attach_server_poll(struct attach_server *server, struct poll_set *set);
void attach_server_handle(struct attach_server *server, const struct poll_set *set);
/* How much output may be taken from the container before a client would lose some. */
size_t attach_server_room(const struct attach_server *server);
/* Output for all, of `which` stream. */
void attach_server_output(struct attach_server *server, int which, const uint8_t *bytes, size_t size);
/* The last words for all clients: `failed` may be NULL. */
void attach_server_end(struct attach_server *server, unsigned code, const char *failed);
/* True when no client is left that has not been told everything. */
bool attach_server_is_done(const struct attach_server *server);
void attach_server_close(struct attach_server *server);

#endif
