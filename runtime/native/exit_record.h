/* The one lasting word on how a container ended. */
#ifndef WHERRY_EXIT_RECORD_H
#define WHERRY_EXIT_RECORD_H

#include <stdbool.h>

struct exit_record {
  int code, signal;
  bool oom_killed;
  /* Why the program was never reached, or NULL. */
  const char *failed;
};

/* Whole or not at all, even over a loss of power. 0, or -1 with errno. */
int write_exit_record(const char *path, const struct exit_record *record);

#endif
