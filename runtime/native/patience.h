/* How long a container that is ready waits for a client when nobody is left who would bring one. */
#ifndef WHERRY_PATIENCE_H
#define WHERRY_PATIENCE_H

#include <stdint.h>

struct patience {
  uint64_t ms;
  /* Readable once the time is up; -1 while it does not run. */
  int timer;
};

/* Lets it run, or go on running. 0, or -1 with errno. */
int patience_begin(struct patience *patience);
void patience_end(struct patience *patience);

#endif
