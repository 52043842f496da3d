/* Paths that the container must not read, or not write. */
#ifndef WHERRY_MASKS_H
#define WHERRY_MASKS_H

#include "world.h"

int perform_mask_path(struct world *world, const struct step *step);
int perform_read_only_path(struct world *world, const struct step *step);

#endif
