#include "seal.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "common.h"
#include "kernel.h"

/* As argv[0] it marks the second life. Whoever forges it harms only the launcher that he starts himself. */
#define SEALED_NAME "wherry-launcher"

static int make_empty_folder(void) {
  cleanup_fd int fs = sys_fsopen("tmpfs");
  if (fs < 0 || sys_fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL) != 0) return -1;
  return sys_fsmount(fs, MOUNT_ATTR_RDONLY);
}

/*
 * An overlay without an upper layer has no way to be written to, whatever is remounted; it shares the page cache
 * with the file itself, so a hundred monitors cost the memory of one. A bind mount could be made writable again.
 */
static int open_in_overlay(const char *path) {
  char folder[PATH_MAX], lowers[64];
  const char *slash = strrchr(path, '/');
  if (slash == NULL || slash == path) return -1;
  memcpy(folder, path, (size_t)(slash - path));
  folder[slash - path] = '\0';
  cleanup_fd int real = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  /* overlayfs wants two layers where there is no upper one. */
  cleanup_fd int empty = make_empty_folder();
  cleanup_fd int fs = sys_fsopen("overlay");
  if (real < 0 || empty < 0 || fs < 0) return -1;
  (void)snprintf(lowers, sizeof lowers, "/proc/self/fd/%d:/proc/self/fd/%d", real, empty);
  if (sys_fsconfig(fs, FSCONFIG_SET_STRING, "lowerdir", lowers) != 0) return -1;
  if (sys_fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL) != 0) return -1;
  cleanup_fd int mount = sys_fsmount(fs, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
  return mount < 0 ? -1 : openat(mount, slash + 1, O_PATH | O_NOFOLLOW | O_CLOEXEC);
}

/* Where overlays cannot be made (a user namespace, a launcher that lies on overlays already). */
static int open_in_memory(const char *path) {
  struct stat status;
  cleanup_fd int file = open(path, O_RDONLY | O_CLOEXEC);
  cleanup_fd int copy = memfd_create(SEALED_NAME, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0 || copy < 0 || fstat(file, &status) != 0) return -1;
  for (off_t left = status.st_size; left > 0;) {
    ssize_t count = RETRY(sendfile(copy, file, NULL, (size_t)left));
    if (count <= 0) return -1;
    left -= count;
  }
  if (fchmod(copy, 0500) != 0) return -1;
  if (fcntl(copy, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) return -1;
  return steal_fd(&copy);
}

void run_sealed(char **arguments) {
  char path[PATH_MAX];
  if (text_equal(arguments[0], SEALED_NAME)) return;
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length < 0) die_errno(125, "seal: /proc/self/exe");
  path[length] = '\0';
  cleanup_fd int fd = open_in_overlay(path);
  if (fd < 0) fd = open_in_memory(path);
  if (fd < 0) die_errno(125, "seal %s", path);
  static char name[] = SEALED_NAME;
  arguments[0] = name;
  (void)syscall(SYS_execveat, fd, "", arguments, environ, AT_EMPTY_PATH);
  die_errno(125, "seal %s", path);
}
