/*
 * The modes that a terminal's output has switched on and that a new client's emulator cannot know, because the
 * bytes that did it are no longer kept: DEC private modes, the keypad, the cursor's shape.
 */
#ifndef WHERRY_SCREEN_MODES_H
#define WHERRY_SCREEN_MODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCREEN_MODES_KEPT 48
#define SCREEN_MODES_TEXT 1024

struct screen_modes {
  enum { GROUND, ESCAPE, ESCAPE_MORE, CONTROL, STRING, STRING_ESCAPE } state;
  bool private, shape_follows;
  unsigned parameters[16], parameter_count;
  struct {
    uint16_t number;
    bool set;
  } modes[SCREEN_MODES_KEPT];
  unsigned mode_count;
  bool application_keypad;
  unsigned cursor_shape;
};

void screen_modes_feed(struct screen_modes *modes, uint8_t byte);
/* True where a reader may start without seeing half of a sequence. */
bool screen_modes_at_rest(const struct screen_modes *modes);
/* What brings a fresh emulator into these modes; its length. */
size_t screen_modes_text(const struct screen_modes *modes, char text[SCREEN_MODES_TEXT]);

#endif
