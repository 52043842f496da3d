#include "resolve.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "common.h"
#include "kernel.h"

/* As many as the kernel follows in one path. */
#define MAX_LINKS 40u

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

/* Where a link that leads to nothing points, seen from the path in which it is the component [start, end). */
static int follow_dangling(int parent, const char *path, size_t start, size_t end, char followed[PATH_MAX]) {
  char name[NAME_MAX + 1], target[PATH_MAX];
  if (end - start > NAME_MAX) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(name, path + start, end - start);
  name[end - start] = '\0';
  ssize_t length = readlinkat(parent, name, target, sizeof target - 1);
  if (length < 0) {
    /* Not a link: then what is in the way is no folder. */
    if (errno == EINVAL) errno = ENOTDIR;
    return -1;
  }
  target[length] = '\0';
  int printed = snprintf(followed, PATH_MAX, "%.*s%s%s", target[0] == '/' ? 0 : (int)start, path, target, path + end);
  if (printed < PATH_MAX) return 0;
  errno = ENAMETOOLONG;
  return -1;
}

/*
 * Opens every prefix of the path in turn, making what is missing in the folder found just before. A link that leads
 * to nothing is followed as text, which openat2 then resolves inside the root like any other: so what a link in an
 * image promises is made where the container will look for it. Returns an open folder, or -1.
 */
static int make_step_by_step(int root, const char *path, mode_t mode, uint64_t resolve_flags, unsigned links) {
  char prefix[PATH_MAX], followed[PATH_MAX];
  cleanup_fd int parent = open_inside(root, "/", O_DIRECTORY, 0);
  if (parent < 0) return -1;
  if (strlen(path) >= sizeof prefix || links > MAX_LINKS) {
    errno = links > MAX_LINKS ? ELOOP : ENAMETOOLONG;
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
    if (next < 0 && errno == ENOENT) {
      next = make_and_open(parent, prefix + start, last ? mode : 0755);
      if (next < 0 && (errno == ENOTDIR || errno == ELOOP)) {
        if (follow_dangling(parent, path, start, at, followed) != 0) return -1;
        return make_step_by_step(root, followed, mode, resolve_flags, links + 1);
      }
    }
    if (next < 0) return -1;
    close_now(&parent);
    parent = steal_fd(&next);
  }
}

static int find_or_make(int root, const char *path, mode_t mode, uint64_t resolve_flags) {
  int fd = open_inside(root, path, O_DIRECTORY, resolve_flags);
  return fd >= 0 || errno != ENOENT ? fd : make_step_by_step(root, path, mode, resolve_flags, 0);
}

static int make_file(int root, const char *path, mode_t mode, unsigned links) {
  const char *name;
  char followed[PATH_MAX];
  cleanup_fd int parent = resolve_parent(root, path, &name);
  if (parent < 0) return -1;
  cleanup_fd int made = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (made >= 0) return openat(parent, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (errno != EEXIST || links == MAX_LINKS) return -1;
  size_t start = (size_t)(name - path);
  if (follow_dangling(parent, path, start, start + strlen(name), followed) != 0) return -1;
  return make_file(root, followed, mode, links + 1);
}

int resolve_new_file(int root, const char *path, mode_t mode) { return make_file(root, path, mode, 0); }

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
