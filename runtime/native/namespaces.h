/* The namespaces that a container's init is in. */
#ifndef WHERRY_NAMESPACES_H
#define WHERRY_NAMESPACES_H

#include <sys/types.h>

#include "world.h"

int perform_namespaces(struct world *world, const struct step *step);
int perform_join_namespace(struct world *world, const struct step *step);

/*
 * A process cannot enter a pid namespace, only its children can: so the parent of init looks ahead in the plan,
 * enters the one that is to be joined, and gets in *flags what fork has to make. 0, or -1 with world->failure.
 */
int prepare_pid_namespace(struct world *world, uint64_t *flags);

/* Enters every namespace of the process but that for pids, which its caller enters before it forks. */
int enter_namespaces_of(struct world *world, int pidfd, pid_t pid);

#endif
