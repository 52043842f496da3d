/* Names, limits and the like of a process, before it takes its identity. */
#ifndef WHERRY_LIMITS_H
#define WHERRY_LIMITS_H

#include "world.h"

int perform_hostname(struct world *world, const struct step *step);
int perform_domainname(struct world *world, const struct step *step);
int perform_rlimit(struct world *world, const struct step *step);
int perform_oom_score_adj(struct world *world, const struct step *step);
int perform_umask(struct world *world, const struct step *step);

#endif
