/* The program: its environment, its working directory, where it is, and whether it can be executed. */
#ifndef WHERRY_PROGRAM_H
#define WHERRY_PROGRAM_H

#include <limits.h>

#include "world.h"

int perform_working_directory(struct world *world, const struct step *step);
int perform_environment(struct world *world, const struct step *step);
int perform_exec(struct world *world, const struct step *step);

/* Makes the working directory of the plan when it is missing and the plan wants it made. Needs root's rights. */
int make_working_directory(struct world *world);
/* Looks arguments[0] up as the process that we now are; refuses what execve would refuse, where that can be told. */
int find_program(struct world *world, char path[PATH_MAX]);
/* execve; returns only when it failed, with world->failure filled. */
int become_program(struct world *world, const char *path);

#endif
