/* The monitor's last act: nothing is left to do, so it needs no other process for what comes next. */
#ifndef WHERRY_AFTERWARDS_H
#define WHERRY_AFTERWARDS_H

#include "plan.h"

/* Becomes the program of the plan's afterwards step. Returns where there is none, or none that can run: it was no duty. */
void become_afterwards(const struct plan *plan);

#endif
