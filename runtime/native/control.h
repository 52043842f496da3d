/* The socket between a container's init and its monitor, or a session and its join: short records, both ways. */
#ifndef WHERRY_CONTROL_H
#define WHERRY_CONTROL_H

#include <stddef.h>

#include "world.h"

enum control_kind {
  CONTROL_MASTER = 'M',  /* to the parent: the terminal's master comes with it */
  CONTROL_READY = 'R',   /* to the parent: waiting for CONTROL_GO */
  CONTROL_GO = 'G',      /* to the child */
  CONTROL_EXEC = 'X',    /* to the parent: the next thing is execve; the end of the socket means it succeeded */
  CONTROL_FAILED = 'F',  /* to the parent: an exit code and a line */
};

struct control_record {
  enum control_kind kind;
  unsigned char exit_code;
  char line[2048];
  /* The caller's to close; -1 when none came. */
  int fd;
};

int control_pair(int pair[2]);
int control_send(int control, enum control_kind kind);
int control_send_master(int control, int master);
/* world->failure of world->step. */
int control_send_failure(int control, const struct world *world);
/* 1 for a record, 0 at the end, -1 with errno. */
int control_receive(int control, struct control_record *record);
/* True when the other side is gone. */
bool control_is_lost(int control);

#endif
