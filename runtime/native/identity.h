/* Who the program runs as: ids, capabilities, no_new_privs, the system call filter. */
#ifndef WHERRY_IDENTITY_H
#define WHERRY_IDENTITY_H

#include "world.h"

int perform_bounding_capabilities(struct world *world, const struct step *step);
int perform_identity(struct world *world, const struct step *step);
int perform_capabilities(struct world *world, const struct step *step);
int perform_no_new_privileges(struct world *world, const struct step *step);
int perform_seccomp(struct world *world, const struct step *step);

/*
 * The capabilities and the filter are taken on here, after all other steps: without no_new_privs a filter needs
 * CAP_SYS_ADMIN, which the capabilities take away; with it, the filter can come last and needs to allow less.
 */
int take_on_powers(struct world *world);

#endif
