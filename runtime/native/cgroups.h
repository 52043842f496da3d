/* The end of a cgroup: whatever is left in it, and the folder itself. */
#ifndef WHERRY_CGROUPS_H
#define WHERRY_CGROUPS_H

#include <stdbool.h>

#include "plan.h"

/* Kills what is left in the folders of the plan's cgroup steps that say REMOVE, and removes them. */
void remove_cgroups(const struct plan *plan);
/* SIGKILL for every process in the folder and below it; true when there was none. */
bool kill_cgroup(const char *folder);
/* Whether the kernel's out-of-memory killer struck in one of the plan's cgroups. */
bool was_oom_killed(const struct plan *plan);

#endif
