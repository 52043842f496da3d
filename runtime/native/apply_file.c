#include "apply_file.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <sys/xattr.h>

enum { WRITEBACK_FROM = 1 << 20 };

int open_beneath(int root, const char *path, int flags) {
  struct open_how how = {
    .flags = (uint64_t)(unsigned)flags | O_CLOEXEC | O_NOFOLLOW,
    .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV,
  };
  return (int)RETRY(syscall(SYS_openat2, root, path, &how, sizeof how));
}

bool may_be_left_out(const char *name) {
  bool refused = errno == EOPNOTSUPP || errno == EPERM;
  return refused && !text_equal(name, "security.capability");
}

static void set_xattrs(int fd, const char *name, const struct entry *entry) {
  for (uint32_t i = 0; i < entry->xattr_count; i++) {
    const struct entry_xattr *xattr = &entry->xattrs[i];
    /* What overlay itself writes there would be obeyed by it. */
    if (text_starts(xattr->name, "trusted.overlay.")) fail_reason("set attribute", entry->path, "it is the overlay's own");
    int result = fd >= 0 ? fsetxattr(fd, xattr->name, xattr->value, xattr->size, 0)
                         : lsetxattr(name, xattr->name, xattr->value, xattr->size, 0);
    if (result < 0 && !may_be_left_out(xattr->name)) fail_errno("set attribute", entry->path);
  }
}

void set_attributes(int parent, const char *name, const struct entry *entry) {
  struct timespec times[2] = {entry->time, entry->time};
  if (fchownat(parent, name, entry->uid, entry->gid, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("set owner", entry->path);
  if (entry->xattr_count > 0) {
    /* lsetxattr knows paths only; from inside the directory a name is enough of one. */
    if (fchdir(parent) < 0) fail_errno("enter directory", entry->path);
    set_xattrs(-1, name, entry);
  }
  if (entry->op != 'L' && fchmodat(parent, name, entry->mode, 0) < 0) fail_errno("set mode", entry->path);
  if (utimensat(parent, name, times, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("set time", entry->path);
}

static void set_open_attributes(int fd, const struct entry *entry) {
  struct timespec times[2] = {entry->time, entry->time};
  if (fchown(fd, entry->uid, entry->gid) < 0) fail_errno("set owner", entry->path);
  set_xattrs(fd, NULL, entry);
  if (fchmod(fd, entry->mode) < 0) fail_errno("set mode", entry->path);
  if (futimens(fd, times) < 0) fail_errno("set time", entry->path);
}

void mark_opaque(int parent, const char *name, const char *path) {
  cleanup_fd int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) fail_errno("open directory", path);
  if (fsetxattr(fd, "trusted.overlay.opaque", "y", 1, 0) < 0) fail_errno("mark opaque", path);
}

void set_directory_attributes(int parent, const char *name, const struct entry *entry) {
  cleanup_fd int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) fail_errno("open directory", entry->path);
  if (entry->opaque) mark_opaque(parent, name, entry->path);
  set_open_attributes(fd, entry);
}

void make_file(int parent, const char *name, const struct entry *entry, struct entry_reader *reader) {
  cleanup_fd int fd = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) fail_errno("make file", entry->path);
  uint64_t left = entry->has_content ? entry->size : 0;
  while (left > 0) {
    const void *bytes;
    size_t part = read_content(reader, left, &bytes);
    if (write_exact(fd, bytes, part) < 0) fail_errno("write file", entry->path);
    left -= part;
  }
  /* The disk starts on large files while the next ones come, so that the sync at the end finds little to do. */
  if (entry->size >= WRITEBACK_FROM) (void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  set_open_attributes(fd, entry);
}
