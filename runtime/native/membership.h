/*
 * How init and sessions come into their cgroups. Moving a process by cgroup.procs makes the kernel wait for an RCU
 * grace period, some 15 ms, the larger part of a container's start. Two ways do not wait: a thread that moves
 * itself by cgroup v1's "tasks", and a process that is born in a folder of cgroup v2.
 */
#ifndef WHERRY_MEMBERSHIP_H
#define WHERRY_MEMBERSHIP_H

#include <sys/types.h>

#include "world.h"

/* Forks a child that is in the plan's folder of cgroup v2 from its birth, where the kernel can. As fork. */
pid_t fork_member(struct world *world, uint64_t clone_flags, int *pidfd);

int perform_cgroup(struct world *world, const struct step *step);
/* Moves this process, of one thread, into the folders of all cgroup steps that say so; for a session, before it enters. */
int enter_cgroups(struct world *world);

#endif
