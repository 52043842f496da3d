/* A pid names a process only as long as it lives; with its start time, for ever. */
#ifndef WHERRY_PROCESS_H
#define WHERRY_PROCESS_H

#include <stdint.h>
#include <sys/types.h>

struct process_name {
  pid_t pid;
  /* Clock ticks since boot: field 22 of /proc/PID/stat. */
  uint64_t start_ticks;
};

/* Our own, as the procfs at /proc has it. 0, or -1 with errno. */
int own_process_name(struct process_name *name);
int process_name_of(pid_t pid, struct process_name *name);
/* The session (field 6) of a process, or -1. */
pid_t session_of(pid_t pid);

/* Before another program takes this process over: what we did with signals is not its business. */
void reset_signals(void);

#endif
