#include "detach_keys.h"

#include "common.h"

static bool parse_key(const char *text, size_t length, uint8_t *key) {
  if (length == 1) {
    *key = (uint8_t)*text;
    return true;
  }
  if (length != 6 || !text_starts(text, "ctrl-")) return false;
  char letter = text[5];
  /* What ctrl makes of @, A to Z (or a to z), [ \ ] ^ and _. */
  if (letter >= 'a' && letter <= 'z') letter = (char)(letter - 'a' + 'A');
  if (letter < '@' || letter > '_') return false;
  *key = (uint8_t)(letter - '@');
  return true;
}

bool detach_keys_parse(struct detach_keys *keys, const char *text) {
  *keys = (struct detach_keys){.count = 0};
  if (*text == '\0') return true;
  for (;;) {
    size_t length = strcspn(text, ",");
    /* A comma itself can be a key: ",". */
    if (length == 0 && *text == ',') length = 1;
    if (keys->count == DETACH_KEYS_MAX || !parse_key(text, length, &keys->keys[keys->count++])) return false;
    if (text[length] == '\0') return true;
    text += length + 1;
  }
}

bool detach_keys_filter(struct detach_keys *keys, const uint8_t *bytes, size_t size, uint8_t *out, size_t *out_size) {
  size_t used = 0;
  bool complete = false;
  for (size_t index = 0; index < size && !complete; index++) {
    uint8_t byte = bytes[index];
    if (keys->matched > 0 && byte != keys->keys[keys->matched]) {
      memcpy(out + used, keys->keys, keys->matched);
      used += keys->matched;
      keys->matched = 0;
    }
    if (keys->count > 0 && byte == keys->keys[keys->matched])
      complete = ++keys->matched == keys->count;
    else
      out[used++] = byte;
  }
  *out_size = used;
  return complete;
}
