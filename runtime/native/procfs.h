/* Writing to /proc without walking any path of the container: through a procfs that only we hold. */
#ifndef WHERRY_PROCFS_H
#define WHERRY_PROCFS_H

#include "world.h"

int perform_sysctl(struct world *world, const struct step *step);
/* Writes to a file of our own process, such as "oom_score_adj". 0, or -1 with errno. */
int write_own_proc_file(struct world *world, const char *name, const char *text);

#endif
