#include "jailfs_remove.h"
#include "entries.h"

#include <fcntl.h>
#include <stdio.h>

enum { DEPTH_MAX = 100 };

struct removal {
  int root;
  unsigned long moved; /* makes names for what is moved up */
};

static void empty_directory(struct removal *removal, int fd, const char *name, int depth);

static void move_up(struct removal *removal, int parent, const char *name) {
  char up[64];
  do {
    (void)snprintf(up, sizeof up, ".wherry-removed-%lu", removal->moved++);
  } while (renameat2(parent, name, removal->root, up, RENAME_NOREPLACE) < 0 && errno == EEXIST);
  /* Gone after all, or in the way in a manner that unlinkat will name. */
}

static void remove_directory(struct removal *removal, int parent, const char *name, int depth) {
  if (depth == DEPTH_MAX) return move_up(removal, parent, name);
  cleanup_fd int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return;
  if (fd < 0) fail_errno("open directory", name);
  empty_directory(removal, steal_fd(&fd), name, depth + 1);
  if (unlinkat(parent, name, AT_REMOVEDIR) < 0 && errno != ENOENT) fail_errno("remove", name);
}

static void remove_name(struct removal *removal, int parent, const struct dirent *found, int depth) {
  bool known_directory = found->d_type == DT_DIR;
  if (!known_directory && unlinkat(parent, found->d_name, 0) == 0) return;
  if (!known_directory && errno == ENOENT) return;
  if (!known_directory && errno != EISDIR) fail_errno("remove", found->d_name);
  remove_directory(removal, parent, found->d_name, depth);
}

/* Takes over the descriptor. */
static void empty_directory(struct removal *removal, int fd, const char *name, int depth) {
  cleanup_dir DIR *directory = fdopendir(fd);
  if (directory == NULL) fail_errno("open directory", name);
  /* Once more until nothing is found: what is removed while it is read may hide what stands after it. */
  for (size_t found = 1; found > 0;) {
    found = 0;
    rewinddir(directory);
    errno = 0;
    for (struct dirent *next = readdir(directory); next != NULL; next = readdir(directory)) {
      if (text_equal(next->d_name, ".") || text_equal(next->d_name, "..")) continue;
      remove_name(removal, fd, next, depth);
      found++;
      errno = 0;
    }
    if (errno != 0) fail_errno("read directory", name);
  }
}

void remove_below_root(void) {
  struct removal removal = {.root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  int fd = removal.root < 0 ? -1 : openat(removal.root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) fail_errno("open root", "/");
  empty_directory(&removal, fd, "/", 0);
  close_now(&removal.root);
}
