#include "apply_copy.h"
#include "apply_file.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/xattr.h>

enum { XATTR_NAMES_SIZE = 65536, XATTR_VALUE_SIZE = 65536 };

static void copy_xattrs(int from, int to, const char *path) {
  cleanup_free char *names = allocate(XATTR_NAMES_SIZE);
  cleanup_free char *value = allocate(XATTR_VALUE_SIZE);
  ssize_t length = flistxattr(from, names, XATTR_NAMES_SIZE);
  if (length < 0 && errno == EOPNOTSUPP) return;
  if (length < 0) fail_errno("list attributes", path);
  for (const char *name = names; name < names + length; name += strlen(name) + 1) {
    if (text_starts(name, "trusted.overlay.")) continue;
    ssize_t size = fgetxattr(from, name, value, XATTR_VALUE_SIZE);
    if (size < 0) fail_errno("read attribute", path);
    if (fsetxattr(to, name, value, (size_t)size, 0) < 0 && !may_be_left_out(name)) fail_errno("set attribute", path);
  }
}

static void copy_attributes(int from, int to, const struct stat *old, const char *path) {
  struct timespec times[2] = {old->st_atim, old->st_mtim};
  if (fchown(to, old->st_uid, old->st_gid) < 0) fail_errno("set owner", path);
  copy_xattrs(from, to, path);
  if (fchmod(to, old->st_mode & 07777) < 0) fail_errno("set mode", path);
  if (futimens(to, times) < 0) fail_errno("set time", path);
}

static void copy_file(int from, const struct stat *old, int parent, const char *name, const char *path) {
  cleanup_fd int to = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (to < 0) fail_errno("make file", path);
  for (off_t left = old->st_size; left > 0;) {
    ssize_t part = RETRY(sendfile(to, from, NULL, (size_t)left));
    if (part < 0) fail_errno("copy up", path);
    if (part == 0) fail_reason("copy up", path, "the file of the lower layer is shorter than it was");
    left -= part;
  }
  copy_attributes(from, to, old, path);
}

static void copy_symlink(int from, const struct stat *old, int parent, const char *name, const char *path) {
  char target[ENTRY_PATH_MAX + 1];
  ssize_t length = readlinkat(from, "", target, sizeof target);
  if (length < 0) fail_errno("read symlink", path);
  if (length == (ssize_t)sizeof target) fail_reason("read symlink", path, "its target is too long");
  target[length] = '\0';
  struct timespec times[2] = {old->st_atim, old->st_mtim};
  if (symlinkat(target, parent, name) < 0) fail_errno("make symlink", path);
  if (fchownat(parent, name, old->st_uid, old->st_gid, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("set owner", path);
  if (utimensat(parent, name, times, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("set time", path);
}

static void copy_directory(int from, const struct stat *old, int parent, const char *name, const char *path) {
  if (mkdirat(parent, name, 0700) < 0) fail_errno("make directory", path);
  cleanup_fd int to = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (to < 0) fail_errno("open directory", path);
  copy_attributes(from, to, old, path);
}

static void look_up(int lower, const char *path, int *pinned, struct stat *found) {
  /* O_PATH: what it is must be known before it is opened in a way that could do something. */
  *pinned = open_beneath(lower, *path == '\0' ? "." : path, O_PATH);
  if (*pinned < 0 || fstatat(*pinned, "", found, AT_EMPTY_PATH) < 0) fail_errno("open in lower layer", path);
}

void copy_up(int parent, const char *name, const char *path, int lower) {
  cleanup_fd int pinned = -1;
  struct stat old;
  look_up(lower, path, &pinned, &old);
  if (S_ISLNK(old.st_mode)) return copy_symlink(pinned, &old, parent, name, path);
  if (!S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode)) {
    fail_reason("copy up", path, "only files and symlinks can be linked across layers");
  }
  cleanup_fd int from = open_beneath(lower, path, O_RDONLY | O_NONBLOCK);
  if (from < 0) fail_errno("open in lower layer", path);
  if (S_ISDIR(old.st_mode)) copy_directory(from, &old, parent, name, path);
  if (S_ISREG(old.st_mode)) copy_file(from, &old, parent, name, path);
}

void set_lower_time(int parent, const char *name, const char *path, int lower) {
  cleanup_fd int pinned = -1;
  struct stat old;
  look_up(lower, path, &pinned, &old);
  struct timespec times[2] = {old.st_atim, old.st_mtim};
  if (utimensat(parent, name, times, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("set time", path);
}
