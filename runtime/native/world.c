#include "world.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

#include "common.h"
#include "events.h"

static void fill(struct world *world, const char *subject, int error) {
  (void)snprintf(world->failure.subject, sizeof world->failure.subject, "%s", subject);
  world->failure.error = error;
  world->failure.exit_code = 125;
}

int fail(struct world *world, const char *subject, int error) {
  fill(world, subject, error);
  char *reason = world->failure.reason;
  (void)snprintf(reason, sizeof world->failure.reason, "%s", strerror(error));
  if (!isupper((unsigned char)reason[1])) reason[0] = (char)tolower((unsigned char)reason[0]);
  return -1;
}

int fail_because(struct world *world, const char *subject, int error, const char *format, ...) {
  fill(world, subject, error);
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(world->failure.reason, sizeof world->failure.reason, format, arguments);
  va_end(arguments);
  return -1;
}

void warn(struct world *world, const char *format, ...) {
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  event_warning(world->events, world->step, message);
}
