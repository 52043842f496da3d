/* What the steps of a plan share while they build a container's world, and how one of them says that it failed. */
#ifndef WHERRY_WORLD_H
#define WHERRY_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "plan.h"

struct failure {
  char subject[1024];
  int error;
  char reason[512];
  /* What the container's exit record will say: 125, or 126 and 127 for a program that cannot be run. */
  int exit_code;
};

/* The last acts before the program, in an order that a plan's steps cannot have (identity.h). */
struct powers {
  bool given;
  uint64_t effective, permitted, inheritable, ambient;
  bool no_new_privileges;
  const uint8_t *filter;
  uint32_t filter_size;
};

struct world {
  const struct plan *plan;
  /* The step being performed. */
  const struct step *step;
  /* Event lines, gate bytes, and the socket to the monitor (or, for a session, to join). */
  int events, gates, control;
  /* The folder, as O_PATH, under which paths of the container are resolved; -1 before there is one. */
  int root;
  bool is_session;
  /* fork has put us into the plan's folder of cgroup v2 already. */
  bool is_born_in_cgroup;
  /* A procfs of our own that no path of the container leads to; -1 until it is needed. */
  int procfs;
  /* The slave of the container's terminal, or -1. */
  int terminal;
  uint16_t rows, columns;
  /* CLONE_NEW* bits of the namespaces that are not the host's: made by fork or unshare, or entered. */
  uint64_t own_namespaces;
  struct powers powers;
  /* NULL until the step that gives them. */
  char **environment, **arguments;
  struct failure failure;
};

/* Fills world->failure and returns -1, so that a step can end with `return fail(...)`. */
int fail(struct world *world, const char *subject, int error);
int fail_because(struct world *world, const char *subject, int error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A warning line that names the step. */
void warn(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Performs one step: 0, or -1 with world->failure filled. */
int perform_step(struct world *world, const struct step *step);

#endif
