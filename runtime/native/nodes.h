/* Folders, symbolic links and devices below the new root. */
#ifndef WHERRY_NODES_H
#define WHERRY_NODES_H

#include "world.h"

int perform_make_directory(struct world *world, const struct step *step);
int perform_make_symlink(struct world *world, const struct step *step);
int perform_make_device(struct world *world, const struct step *step);

#endif
