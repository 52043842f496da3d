/* Running from a copy of this program's file that nobody can write to, not even through /proc/PID/exe. */
#ifndef WHERRY_SEAL_H
#define WHERRY_SEAL_H

/*
 * Executes the launcher again, once, from a read-only view of itself, and returns only in that second life. A
 * process of a container can open the file of whatever runs beside it by way of /proc, and a privileged one could
 * overwrite the host's launcher that way (CVE-2019-5736).
 */
void run_sealed(char **arguments);

#endif
