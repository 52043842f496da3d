/* Which function performs which step. A step of the list without one does not compile. */
#include <errno.h>

#include "common.h"
#include "events.h"
#include "identity.h"
#include "kernel.h"
#include "limits.h"
#include "masks.h"
#include "membership.h"
#include "mounts.h"
#include "namespaces.h"
#include "nodes.h"
#include "procfs.h"
#include "program.h"
#include "rootfs.h"
#include "terminal.h"
#include "world.h"

/* These are the business of the monitor and of join, who read them themselves. */
static int perform_monitor(struct world *world, const struct step *step) { return 0; }
static int perform_afterwards(struct world *world, const struct step *step) { return 0; }
static int perform_session(struct world *world, const struct step *step) { return 0; }

static int perform_gate(struct world *world, const struct step *step) {
  const char *name = step->fields[0].text;
  if (world->gates < 0) return fail_because(world, name, EINVAL, "no gates here");
  struct event event;
  event_begin(&event, "gate");
  event_text(&event, name);
  event_send(&event, world->events);
  char byte;
  ssize_t count = read_exact(world->gates, &byte, 1);
  if (count < 0) return fail(world, name, errno);
  return count == 1 ? 0 : fail_because(world, name, ECANCELED, "the caller has gone");
}

typedef int performer(struct world *, const struct step *);

static performer *performer_of(enum step_kind kind) {
  switch (kind) {
#define STEP(number, name, fields) \
  case STEP_##name:                \
    return perform_##name;
    PLAN_STEPS(STEP)
#undef STEP
  }
  return NULL;
}

static bool needs_root(enum step_kind kind) { return kind >= STEP_mount && kind <= STEP_root_propagation; }

/* The namespace in which a step would otherwise change the host itself; a wrong plan must not be able to. */
static uint64_t needed_namespace(enum step_kind kind) {
  if (kind >= STEP_private_mounts && kind <= STEP_root_propagation) return CLONE_NEWNS;
  return kind == STEP_hostname || kind == STEP_domainname ? CLONE_NEWUTS : 0;
}

int perform_step(struct world *world, const struct step *step) {
  uint64_t needed = needed_namespace(step->kind);
  if ((world->own_namespaces & needed) != needed)
    return fail_because(world, step->name, EPERM, "this would change the host: no namespace of its own");
  if (world->root < 0 && needs_root(step->kind))
    return fail_because(world, step->name, EINVAL, "no step has given a root before");
  return performer_of(step->kind)(world, step);
}
