/* The keys that leave a container's terminal without ending anything, recognised in the stream of typed bytes. */
#ifndef WHERRY_DETACH_KEYS_H
#define WHERRY_DETACH_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DETACH_KEYS_MAX 16

struct detach_keys {
  uint8_t keys[DETACH_KEYS_MAX];
  size_t count;
  /* How many of them have been typed, and held back. */
  size_t matched;
};

/* Docker's notation: single characters and ctrl-X, joined by commas; "" for none. false when it is something else. */
bool detach_keys_parse(struct detach_keys *keys, const char *text);
/* Copies to `out` (room for size + DETACH_KEYS_MAX) what is for the program. true once the keys are complete. */
bool detach_keys_filter(struct detach_keys *keys, const uint8_t *bytes, size_t size, uint8_t *out, size_t *out_size);

#endif
