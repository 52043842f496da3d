#include "kernel.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common.h"

/* These numbers are the same on every architecture but alpha. */
#define NUMBER_open_tree 428
#define NUMBER_move_mount 429
#define NUMBER_fsopen 430
#define NUMBER_fsconfig 431
#define NUMBER_fsmount 432
#define NUMBER_pidfd_send_signal 424
#define NUMBER_pidfd_open 434
#define NUMBER_clone3 435
#define NUMBER_close_range 436
#define NUMBER_openat2 437
#define NUMBER_mount_setattr 442

int sys_mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data) {
  return (int)syscall(SYS_mount, source, target, type, flags, data);
}

int sys_umount2(const char *target, int flags) { return (int)syscall(SYS_umount2, target, flags); }

int sys_pivot_root(const char *new_root, const char *put_old) {
  return (int)syscall(SYS_pivot_root, new_root, put_old);
}

int sys_fsopen(const char *type) { return (int)syscall(NUMBER_fsopen, type, FSOPEN_CLOEXEC); }

int sys_fsconfig(int fs, unsigned command, const char *key, const char *value) {
  return (int)syscall(NUMBER_fsconfig, fs, command, key, value, 0);
}

int sys_fsmount(int fs, uint64_t attributes) {
  return (int)syscall(NUMBER_fsmount, fs, FSMOUNT_CLOEXEC, attributes);
}

int sys_open_tree(int at, const char *path, unsigned flags) {
  return (int)syscall(NUMBER_open_tree, at, path, flags | OPEN_TREE_CLOEXEC);
}

int sys_move_mount(int from, int to) {
  return (int)syscall(NUMBER_move_mount, from, "", to, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
}

int sys_mount_setattr(int at, unsigned flags, uint64_t set, uint64_t clear, uint64_t propagation) {
  struct mount_attr attributes = {.attr_set = set, .attr_clr = clear, .propagation = propagation};
  return (int)syscall(NUMBER_mount_setattr, at, "", flags | AT_EMPTY_PATH, &attributes, sizeof attributes);
}

int sys_openat2(int at, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
  struct open_how how = {.flags = flags | O_CLOEXEC, .mode = mode, .resolve = resolve};
  int fd;
  /* EAGAIN: a rename elsewhere crossed a "..", and the kernel could not tell whether it stayed inside. */
  for (int tries = 0; tries < 64; tries++) {
    fd = (int)syscall(NUMBER_openat2, at, path, &how, sizeof how);
    if (fd >= 0 || (errno != EAGAIN && errno != EINTR)) break;
  }
  return fd;
}

int sys_close_range(unsigned first, unsigned last, unsigned flags) {
  return (int)syscall(NUMBER_close_range, first, last, flags);
}

int sys_pidfd_open(pid_t pid) { return (int)syscall(NUMBER_pidfd_open, pid, 0); }

int sys_pidfd_send_signal(int pidfd, int signal) {
  return (int)syscall(NUMBER_pidfd_send_signal, pidfd, signal, NULL, 0);
}

/* The kernel's struct clone_args; without the last three, its first version, which every kernel with clone3 takes. */
struct fork_arguments {
  uint64_t flags;
  uint64_t pidfd;
  uint64_t child_tid;
  uint64_t parent_tid;
  uint64_t exit_signal;
  uint64_t stack;
  uint64_t stack_size;
  uint64_t tls;
  uint64_t set_tid;
  uint64_t set_tid_size;
  uint64_t cgroup;
};

#define FIRST_FORK_ARGUMENTS offsetof(struct fork_arguments, set_tid)
#define INTO_CGROUP 0x200000000ull /* CLONE_INTO_CGROUP, Linux 5.7 */

pid_t sys_fork(uint64_t flags, int *pidfd, int cgroup) {
  int made = -1;
  struct fork_arguments arguments = {.flags = flags | (pidfd != NULL ? (uint64_t)CLONE_PIDFD : 0),
                                     .pidfd = (uintptr_t)&made,
                                     .exit_signal = SIGCHLD};
  size_t size = FIRST_FORK_ARGUMENTS;
  if (cgroup >= 0) {
    arguments.flags |= INTO_CGROUP;
    arguments.cgroup = (uint64_t)cgroup;
    size = sizeof arguments;
  }
  pid_t pid = (pid_t)syscall(NUMBER_clone3, &arguments, size);
  if (pid > 0 && pidfd != NULL) *pidfd = made;
  return pid;
}
