/* The role that outlives every face: one per container, from before its init until its end is on disk. */
#ifndef WHERRY_MONITOR_H
#define WHERRY_MONITOR_H

/* The exit code of the launcher. */
int run_monitor(void);

#endif
