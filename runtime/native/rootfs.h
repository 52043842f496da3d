/* The root file system: what it is made of, and how it becomes "/". */
#ifndef WHERRY_ROOTFS_H
#define WHERRY_ROOTFS_H

#include "world.h"

int perform_private_mounts(struct world *world, const struct step *step);
int perform_overlay_root(struct world *world, const struct step *step);
int perform_bind_root(struct world *world, const struct step *step);
int perform_pivot_root(struct world *world, const struct step *step);
int perform_read_only_root(struct world *world, const struct step *step);
int perform_root_propagation(struct world *world, const struct step *step);

#endif
