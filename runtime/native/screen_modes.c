#include "screen_modes.h"

#include <stdio.h>

#include "common.h"

static void forget_all(struct screen_modes *modes) {
  modes->mode_count = 0;
  modes->application_keypad = false;
  modes->cursor_shape = 0;
}

static void set_mode(struct screen_modes *modes, unsigned number, bool set) {
  /* Synchronized output lasts for one frame; replaying it would freeze the new client's screen. */
  if (number == 0 || number > UINT16_MAX || number == 2026) return;
  unsigned index = 0;
  while (index < modes->mode_count && modes->modes[index].number != number) index++;
  /* The last one set stands last, because the order matters among the mouse and the screen modes. */
  if (index < modes->mode_count) {
    memmove(&modes->modes[index], &modes->modes[index + 1], (modes->mode_count - index - 1) * sizeof modes->modes[0]);
    modes->mode_count--;
  }
  if (modes->mode_count == SCREEN_MODES_KEPT) return;
  modes->modes[modes->mode_count].number = (uint16_t)number;
  modes->modes[modes->mode_count++].set = set;
}

static void end_control(struct screen_modes *modes, uint8_t final) {
  modes->state = GROUND;
  if (modes->private && (final == 'h' || final == 'l'))
    for (unsigned index = 0; index < modes->parameter_count; index++)
      set_mode(modes, modes->parameters[index], final == 'h');
  if (modes->shape_follows && final == 'q') modes->cursor_shape = modes->parameters[0] % 10;
}

static void feed_control(struct screen_modes *modes, uint8_t byte) {
  unsigned last = modes->parameter_count - 1;
  if (byte >= '0' && byte <= '9') {
    if (modes->parameters[last] < 100000) modes->parameters[last] = modes->parameters[last] * 10 + byte - '0';
  } else if (byte == ';') {
    if (modes->parameter_count < COUNT_OF(modes->parameters)) modes->parameters[modes->parameter_count++] = 0;
  } else if (byte == '?') {
    modes->private = true;
  } else if (byte == ' ') {
    modes->shape_follows = true;
  } else if (byte >= 0x40 && byte <= 0x7e) {
    end_control(modes, byte);
  } else if (byte == 0x1b) {
    modes->state = ESCAPE;
  } else if (byte == 0x18 || byte == 0x1a) {
    modes->state = GROUND;
  } else if (byte == '!') {
    forget_all(modes); /* the soft reset, CSI ! p */
  } else if (byte >= 0x3c && byte <= 0x3f) {
    modes->private = false; /* CSI >, CSI = and so on are other things */
    modes->parameter_count = 1;
  }
}

static void feed_escape(struct screen_modes *modes, uint8_t byte) {
  modes->state = GROUND;
  if (byte == '[') {
    modes->state = CONTROL;
    modes->private = modes->shape_follows = false;
    modes->parameters[0] = 0;
    modes->parameter_count = 1;
  } else if (byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_') {
    modes->state = STRING;
  } else if (byte == '=' || byte == '>') {
    modes->application_keypad = byte == '=';
  } else if (byte == 'c') {
    forget_all(modes);
  } else if (byte >= 0x20 && byte <= 0x2f) {
    modes->state = ESCAPE_MORE;
  }
}

void screen_modes_feed(struct screen_modes *modes, uint8_t byte) {
  switch (modes->state) {
    case GROUND:
      if (byte == 0x1b) modes->state = ESCAPE;
      break;
    case ESCAPE:
      feed_escape(modes, byte);
      break;
    case ESCAPE_MORE:
      if (byte < 0x20 || byte > 0x2f) modes->state = GROUND;
      break;
    case CONTROL:
      feed_control(modes, byte);
      break;
    case STRING:
      if (byte == 0x07 || byte == 0x18 || byte == 0x1a) modes->state = GROUND;
      if (byte == 0x1b) modes->state = STRING_ESCAPE;
      break;
    case STRING_ESCAPE:
      /* ESC \ ends the string; any other byte has begun a sequence of its own. */
      if (byte == '\\')
        modes->state = GROUND;
      else
        feed_escape(modes, byte);
      break;
  }
}

bool screen_modes_at_rest(const struct screen_modes *modes) { return modes->state == GROUND; }

size_t screen_modes_text(const struct screen_modes *modes, char text[SCREEN_MODES_TEXT]) {
  size_t length = 0;
  for (unsigned index = 0; index < modes->mode_count; index++)
    length += (size_t)snprintf(text + length, SCREEN_MODES_TEXT - length, "\x1b[?%u%c", modes->modes[index].number,
                               modes->modes[index].set ? 'h' : 'l');
  if (modes->application_keypad) length += (size_t)snprintf(text + length, SCREEN_MODES_TEXT - length, "\x1b=");
  if (modes->cursor_shape != 0)
    length += (size_t)snprintf(text + length, SCREEN_MODES_TEXT - length, "\x1b[%u q", modes->cursor_shape);
  return length;
}
