/* The processes of one session: how the first of them comes into the container, and how all of them end. */
#ifndef WHERRY_SESSION_H
#define WHERRY_SESSION_H

#include "plan.h"
#include "streams.h"

struct session {
  const struct plan *plan;
  uint64_t flags;
  /* "" for none. */
  const char *cgroup;
  pid_t pid;
  int pidfd, control;
};

/* Checks that the container is the one meant, enters it, and starts performing. 0, or an exit code, all said. */
int session_start(struct session *session, const struct step *settings, struct streams *streams, uint16_t rows,
                  uint16_t columns);
/* A signal for the program and what it has in its process group. */
void session_signal(const struct session *session, int signal);
/* SIGKILL for everything the session started. */
void session_kill(const struct session *session);

#endif
