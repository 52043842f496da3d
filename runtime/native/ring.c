#include "ring.h"

#include <sys/mman.h>

#include "common.h"

static uint8_t *map(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) die_errno(125, "keep output");
  return memory;
}

void ring_open(struct ring *ring, size_t capacity) {
  *ring = (struct ring){.bytes = map(capacity), .capacity = capacity};
}

void ring_close(struct ring *ring) {
  if (ring->bytes != NULL) (void)munmap(ring->bytes, ring->capacity);
  *ring = (struct ring){.capacity = 0};
}

void ring_grow(struct ring *ring, size_t capacity) {
  if (capacity <= ring->capacity) return;
  struct ring larger = {.bytes = map(capacity), .capacity = capacity, .tail = ring->tail, .head = ring->head};
  for (uint64_t at = ring->tail; at < ring->head; at++) larger.bytes[at % capacity] = ring_byte(ring, at);
  ring_close(ring);
  *ring = larger;
}

void ring_make_room(struct ring *ring, size_t size, void (*forget)(void *context, uint64_t payload, uint32_t size),
                    void *context) {
  while (ring->head - ring->tail + FRAME_HEADER_SIZE + size > ring->capacity && ring->tail < ring->head) {
    uint32_t oldest = ring_frame_size(ring, ring->tail);
    forget(context, ring->tail + FRAME_HEADER_SIZE, oldest);
    ring->tail += FRAME_HEADER_SIZE + oldest;
  }
}

static void put(struct ring *ring, const uint8_t *bytes, size_t size) {
  size_t at = (size_t)(ring->head % ring->capacity);
  size_t first = size < ring->capacity - at ? size : ring->capacity - at;
  memcpy(ring->bytes + at, bytes, first);
  memcpy(ring->bytes, bytes + first, size - first);
  ring->head += size;
}

void ring_append(struct ring *ring, uint8_t kind, const uint8_t *payload, uint32_t size) {
  uint8_t header[FRAME_HEADER_SIZE] = {kind};
  store_u32(header + 1, size);
  put(ring, header, sizeof header);
  put(ring, payload, size);
}

int ring_slice(const struct ring *ring, uint64_t from, uint64_t to, struct iovec pieces[2]) {
  size_t at = (size_t)(from % ring->capacity), size = (size_t)(to - from);
  size_t first = size < ring->capacity - at ? size : ring->capacity - at;
  pieces[0] = (struct iovec){.iov_base = ring->bytes + at, .iov_len = first};
  pieces[1] = (struct iovec){.iov_base = ring->bytes, .iov_len = size - first};
  return first == size ? 1 : 2;
}

uint8_t ring_byte(const struct ring *ring, uint64_t position) { return ring->bytes[position % ring->capacity]; }

uint32_t ring_frame_size(const struct ring *ring, uint64_t position) {
  uint8_t size[4];
  for (unsigned index = 0; index < 4; index++) size[index] = ring_byte(ring, position + 1 + index);
  return load_u32(size);
}
