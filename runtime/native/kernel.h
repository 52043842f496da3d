/* System calls that an older C library does not wrap, under their kernel names with `sys_` before them. */
#ifndef WHERRY_KERNEL_H
#define WHERRY_KERNEL_H

/* sys/mount.h of some C libraries clashes with linux/mount.h; mount and umount2 therefore stand here too. */
#include <linux/mount.h>
#include <linux/openat2.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/types.h>

#ifndef MNT_DETACH
#define MNT_DETACH 2
#endif
#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x00001000
#endif
#ifndef CLONE_NEWCGROUP
#define CLONE_NEWCGROUP 0x02000000
#endif
#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

int sys_mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data);
int sys_umount2(const char *target, int flags);
int sys_pivot_root(const char *new_root, const char *put_old);
int sys_fsopen(const char *type);
int sys_fsconfig(int fs, unsigned command, const char *key, const char *value);
int sys_fsmount(int fs, uint64_t attributes);
/* Adds OPEN_TREE_CLOEXEC. */
int sys_open_tree(int at, const char *path, unsigned flags);
/* From an unattached mount to the place a descriptor stands for. */
int sys_move_mount(int from, int to);
int sys_mount_setattr(int at, unsigned flags, uint64_t set, uint64_t clear, uint64_t propagation);
/* Adds O_CLOEXEC. */
int sys_openat2(int at, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve);
int sys_close_range(unsigned first, unsigned last, unsigned flags);
int sys_pidfd_open(pid_t pid);
int sys_pidfd_send_signal(int pidfd, int signal);
/* fork with namespaces, into a folder of cgroup v2 unless cgroup is -1; *pidfd, when asked for, has O_CLOEXEC. */
pid_t sys_fork(uint64_t flags, int *pidfd, int cgroup);

#endif
