#include "procfs.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/statfs.h>

#include "common.h"
#include "kernel.h"
#include "mounts.h"

static int own_procfs(struct world *world) {
  if (world->procfs < 0) {
    char message[256];
    uint64_t attributes = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    world->procfs = make_mount("proc", "proc", attributes, "", message, sizeof message);
  }
  return world->procfs;
}

static int write_proc_file(struct world *world, const char *path, const char *text, uint64_t resolve_flags) {
  int procfs = own_procfs(world);
  if (procfs < 0) return -1;
  cleanup_fd int fd = sys_openat2(procfs, path, O_WRONLY, 0,
                                  RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | resolve_flags);
  struct statfs mounted;
  if (fd < 0 || fstatfs(fd, &mounted) != 0) return -1;
  if (mounted.f_type != PROC_SUPER_MAGIC) {
    errno = EXDEV;
    return -1;
  }
  ssize_t length = (ssize_t)strlen(text);
  ssize_t written = RETRY(write(fd, text, (size_t)length));
  if (written >= 0 && written != length) errno = EINVAL;
  return written == length ? 0 : -1;
}

int write_own_proc_file(struct world *world, const char *name, const char *text) {
  char path[64];
  (void)snprintf(path, sizeof path, "self/%s", name);
  return write_proc_file(world, path, text, 0);
}

int perform_sysctl(struct world *world, const struct step *step) {
  const char *name = step->fields[0].text;
  char path[512];
  int length = snprintf(path, sizeof path, "sys/%s", name);
  if (length < 0 || (size_t)length >= sizeof path) return fail(world, "sysctl", ENAMETOOLONG);
  /* As sysctl(8) has it: a slash in a name stands for a dot inside one component (eth0.100). */
  for (char *at = path + 4; *at != '\0'; at++) *at = *at == '.' ? '/' : *at == '/' ? '.' : *at;
  if (write_proc_file(world, path, step->fields[1].text, RESOLVE_NO_SYMLINKS) != 0) return fail(world, name, errno);
  return 0;
}
