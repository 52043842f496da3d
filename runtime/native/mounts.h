/* Mounts below the new root: always made unattached first, then attached to a descriptor, never to a path. */
#ifndef WHERRY_MOUNTS_H
#define WHERRY_MOUNTS_H

#include "world.h"

int perform_mount(struct world *world, const struct step *step);
int perform_bind(struct world *world, const struct step *step);

/* A new, unattached mount; `source` and `options` may be empty. -1 with `message` saying what the kernel said. */
int make_mount(const char *type, const char *source, uint64_t attributes, const char *options, char *message,
               size_t message_size);

#endif
