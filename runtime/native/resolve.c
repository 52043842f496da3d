#include "resolve.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "common.h"
#include "kernel.h"

#define INSIDE (RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS)

static int open_inside(int root, const char *path, uint64_t flags, uint64_t resolve_flags) {
  return sys_openat2(root, *path == '\0' ? "/" : path, O_PATH | flags, 0, INSIDE | resolve_flags);
}

int resolve(int root, const char *path) { return open_inside(root, path, 0, 0); }

int resolve_plain(int root, const char *path) { return open_inside(root, path, 0, RESOLVE_NO_SYMLINKS); }

/* Makes the one folder `name` in `parent` and opens exactly it. */
static int make_and_open(int parent, const char *name, mode_t mode) {
  if (mkdirat(parent, name, mode) != 0 && errno != EEXIST) return -1;
  /* NOFOLLOW: what stands here must be the folder just made, not a link somebody put in its place. */
  return openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Opens every prefix of the path in turn, making what is missing in the folder found just before. */
static int make_step_by_step(int root, const char *path, mode_t mode, uint64_t resolve_flags) {
  char prefix[PATH_MAX];
  cleanup_fd int parent = open_inside(root, "/", O_DIRECTORY, 0);
  if (parent < 0) return -1;
  size_t length = strlen(path);
  if (length >= sizeof prefix) {
    errno = ENAMETOOLONG;
    return -1;
  }
  size_t at = 0;
  for (;;) {
    while (path[at] == '/') at++;
    if (path[at] == '\0') return steal_fd(&parent);
    size_t start = at;
    while (path[at] != '/' && path[at] != '\0') at++;
    memcpy(prefix, path, at);
    prefix[at] = '\0';
    bool last = path[at + strspn(path + at, "/")] == '\0';
    cleanup_fd int next = open_inside(root, prefix, O_DIRECTORY, resolve_flags);
    if (next < 0 && errno == ENOENT) next = make_and_open(parent, prefix + start, last ? mode : 0755);
    if (next < 0) return -1;
    close_now(&parent);
    parent = steal_fd(&next);
  }
}

static int find_or_make(int root, const char *path, mode_t mode, uint64_t resolve_flags) {
  int fd = open_inside(root, path, O_DIRECTORY, resolve_flags);
  return fd >= 0 || errno != ENOENT ? fd : make_step_by_step(root, path, mode, resolve_flags);
}

int resolve_folder(int root, const char *path, mode_t mode) { return find_or_make(root, path, mode, 0); }

int resolve_plain_folder(int root, const char *path, mode_t mode) {
  return find_or_make(root, path, mode, RESOLVE_NO_SYMLINKS);
}

int resolve_parent(int root, const char *path, const char **name) {
  const char *slash = strrchr(path, '/');
  *name = slash == NULL ? path : slash + 1;
  if (**name == '\0' || text_equal(*name, ".") || text_equal(*name, "..")) {
    errno = EINVAL;
    return -1;
  }
  char folder[PATH_MAX];
  size_t length = (size_t)(*name - path);
  if (length >= sizeof folder) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(folder, path, length);
  folder[length] = '\0';
  return find_or_make(root, folder, 0755, 0);
}
