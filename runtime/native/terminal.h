/* A terminal of the container: a pty from its own devpts, so that the program sees /dev/pts/0 and can name it. */
#ifndef WHERRY_TERMINAL_H
#define WHERRY_TERMINAL_H

#include "world.h"

int perform_terminal(struct world *world, const struct step *step);
/* The same for a session: nothing is bound on /dev/console. */
int give_session_terminal(struct world *world);
/* Makes the slave standard input, output and error, and the controlling terminal of this session leader. */
int take_terminal(struct world *world);

#endif
