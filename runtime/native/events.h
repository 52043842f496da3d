/* The only writer of event lines (PROTOCOL.md). A line goes out in one write, so that two writers never mix. */
#ifndef WHERRY_EVENTS_H
#define WHERRY_EVENTS_H

#include <stddef.h>
#include <stdint.h>

#include "plan.h"

/* Below PIPE_BUF, which is what keeps a line whole. */
struct event {
  char bytes[4096];
  size_t length;
};

void event_begin(struct event *event, const char *name);
void event_text(struct event *event, const char *text);
void event_number(struct event *event, uint64_t number);
/* Ends the line and writes it. A parent that is gone is no error: it may go at any moment. */
void event_send(struct event *event, int fd);

void event_failed(int fd, const struct step *step, const char *subject, int error, const char *reason);
void event_warning(int fd, const struct step *step, const char *message);
/* One timing line for each step but the last, then "ready", in as few writes as possible. */
void event_ready(int fd, const uint32_t *microseconds, uint32_t count);

#endif
