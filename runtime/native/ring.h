/*
 * The container's newest output, as the frames that clients get (PROTOCOL.md), in a ring of fixed size. Positions
 * count all bytes ever put in, so that a client is nothing more than its position.
 */
#ifndef WHERRY_RING_H
#define WHERRY_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#define FRAME_HEADER_SIZE 5u

struct ring {
  uint8_t *bytes;
  size_t capacity;
  /* [tail, head) is kept; tail is always the start of a frame. */
  uint64_t tail, head;
};

/* Memory is touched only as output comes. */
void ring_open(struct ring *ring, size_t capacity);
void ring_close(struct ring *ring);
/* Makes the ring at least so large; what is kept stays. */
void ring_grow(struct ring *ring, size_t capacity);
/* Forgets whole frames from the tail until a frame with `size` bytes fits; tells `forget` of each, first. */
void ring_make_room(struct ring *ring, size_t size, void (*forget)(void *context, uint64_t payload, uint32_t size), void *context);
/* There must be room for it. */
void ring_append(struct ring *ring, uint8_t kind, const uint8_t *payload, uint32_t size);
/* The kept bytes from one position to another, in one or two pieces; returns how many. */
int ring_slice(const struct ring *ring, uint64_t from, uint64_t to, struct iovec pieces[2]);
uint8_t ring_byte(const struct ring *ring, uint64_t position);
/* The frame that starts at the position. */
uint32_t ring_frame_size(const struct ring *ring, uint64_t position);

#endif
