#include "events.h"

#include <inttypes.h>
#include <stdio.h>

#include "common.h"

/* So that the longest line, three texts and two numbers, fits. */
#define MAX_TEXT 1200u

static void append(struct event *event, char byte) {
  if (event->length < sizeof event->bytes - 1) event->bytes[event->length++] = byte;
}

static void append_plain(struct event *event, const char *text) {
  for (; *text != '\0'; text++) append(event, *text);
}

void event_begin(struct event *event, const char *name) {
  event->length = 0;
  append_plain(event, name);
}

void event_text(struct event *event, const char *text) {
  append(event, '\t');
  size_t end = event->length + MAX_TEXT;
  for (; *text != '\0' && event->length < end; text++) {
    char escaped = *text == '\\' ? '\\' : *text == '\t' ? 't' : *text == '\n' ? 'n' : '\0';
    if (escaped != '\0') append(event, '\\');
    append(event, escaped != '\0' ? escaped : *text);
  }
}

void event_number(struct event *event, uint64_t number) {
  char text[24];
  (void)snprintf(text, sizeof text, "\t%" PRIu64, number);
  append_plain(event, text);
}

void event_send(struct event *event, int fd) {
  event->bytes[event->length++] = '\n';
  /* One call: below PIPE_BUF it is all or nothing, and a descriptor that would block drops it. */
  (void)!RETRY(write(fd, event->bytes, event->length));
  event->length = 0;
}

void event_failed(int fd, const struct step *step, const char *subject, int error, const char *reason) {
  struct event event;
  event_begin(&event, "failed");
  event_number(&event, step->index);
  event_text(&event, step->name);
  event_text(&event, step->where);
  event_text(&event, subject);
  event_number(&event, (uint64_t)error);
  event_text(&event, reason);
  event_send(&event, fd);
}

void event_warning(int fd, const struct step *step, const char *message) {
  struct event event;
  event_begin(&event, "warning");
  event_number(&event, step->index);
  event_text(&event, step->where);
  event_text(&event, message);
  event_send(&event, fd);
}

void event_ready(int fd, const uint32_t *microseconds, uint32_t count) {
  struct event event;
  event.length = 0;
  for (uint32_t index = 0; index < count; index++) {
    append_plain(&event, "timing");
    event_number(&event, index);
    event_number(&event, microseconds[index]);
    /* The longest timing line is 25 bytes. */
    if (event.length > sizeof event.bytes - 64)
      event_send(&event, fd);
    else
      append(&event, '\n');
  }
  append_plain(&event, "ready");
  event_send(&event, fd);
}
