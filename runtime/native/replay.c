#include "replay.h"

#include "common.h"

/* So far a line may reach before the search for its end is given up. */
#define SEARCH_BYTES 8192u

/* The start of the first frame of the last `kept_bytes`; feeds the modes with what lies before. */
static uint64_t first_kept(const struct ring *ring, size_t kept_bytes, struct screen_modes *modes) {
  uint64_t at = ring->tail;
  while (at < ring->head && ring->head - at > kept_bytes) {
    uint32_t size = ring_frame_size(ring, at);
    for (uint32_t index = 0; index < size; index++) screen_modes_feed(modes, ring_byte(ring, at + FRAME_HEADER_SIZE + index));
    at += FRAME_HEADER_SIZE + size;
  }
  return at;
}

/* Bytes to leave out at the start of the frame's payload, so that what follows starts well; feeds them. */
static uint32_t bytes_to_skip(const struct ring *ring, uint64_t frame, struct screen_modes *modes) {
  uint32_t size = ring_frame_size(ring, frame), rest = 0;
  struct screen_modes state = *modes, at_rest = *modes;
  for (uint32_t index = 0; index < size && index < SEARCH_BYTES; index++) {
    uint8_t byte = ring_byte(ring, frame + FRAME_HEADER_SIZE + index);
    bool was_at_rest = screen_modes_at_rest(&state);
    screen_modes_feed(&state, byte);
    if (!screen_modes_at_rest(&state)) continue;
    if (byte == '\n') {
      *modes = state;
      return index + 1;
    }
    /* Second best: right after a sequence. */
    if (!was_at_rest && rest == 0) {
      rest = index + 1;
      at_rest = state;
    }
  }
  *modes = at_rest;
  return rest;
}

void replay_begin(struct client *client, const struct ring *ring, size_t kept_bytes, const struct screen_modes *tail,
                  bool is_terminal) {
  struct screen_modes modes = *tail;
  uint64_t frame = first_kept(ring, kept_bytes, &modes);
  client->live_at = ring->head;
  client->position = frame;
  if (frame == 0 || frame == ring->head) return;
  uint32_t skipped = bytes_to_skip(ring, frame, &modes), left = ring_frame_size(ring, frame) - skipped;
  if (is_terminal) {
    char text[SCREEN_MODES_TEXT];
    size_t length = screen_modes_text(&modes, text);
    if (length > 0) client_queue_frame(client, 'O', text, (uint32_t)length);
  }
  /* The rest of that frame gets a header of its own. */
  uint8_t header[FRAME_HEADER_SIZE] = {ring_byte(ring, frame)};
  store_u32(header + 1, left);
  client_queue(client, header, sizeof header);
  client->position = frame + FRAME_HEADER_SIZE + skipped;
}
