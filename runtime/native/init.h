/* The last leg of every process we start: perform the plan's steps, then become the program. */
#ifndef WHERRY_INIT_H
#define WHERRY_INIT_H

#include "world.h"

/* For a container's init: every step, "ready", and, where `waits`, only then on the monitor's word, the program. */
_Noreturn void run_init(struct world *world, bool waits);
/* For a session's process, once it has entered the container; failures go to the control socket only. */
_Noreturn void run_session(struct world *world);

/* Dies with its parent from here on; exits at once when the parent is gone already. */
void bind_to_parent(int control);

#endif
