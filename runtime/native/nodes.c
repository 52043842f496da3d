#include "nodes.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "common.h"
#include "kernel.h"
#include "resolve.h"

int perform_make_directory(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text;
  cleanup_fd int folder = resolve_folder(world->root, path, (mode_t)step->fields[1].number & 07777);
  return folder < 0 ? fail(world, path, errno) : 0;
}

static bool is_link_to(int parent, const char *name, const char *target) {
  char found[PATH_MAX];
  ssize_t length = readlinkat(parent, name, found, sizeof found - 1);
  if (length < 0) return false;
  found[length] = '\0';
  return text_equal(found, target);
}

int perform_make_symlink(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text, *target = step->fields[1].text, *name;
  cleanup_fd int parent = resolve_parent(world->root, path, &name);
  if (parent < 0) return fail(world, path, errno);
  if (symlinkat(target, parent, name) == 0) return 0;
  int error = errno;
  return error == EEXIST && is_link_to(parent, name, target) ? 0 : fail(world, path, error);
}

/* Where mknod is refused (a user namespace), the host's node of the same path serves, if it is the same device. */
static int bind_host_device(struct world *world, const char *path, int parent, const char *name, mode_t kind,
                            dev_t device) {
  cleanup_fd int host = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;
  if (host < 0 || fstat(host, &status) != 0) return fail(world, path, errno);
  if ((status.st_mode & S_IFMT) != kind || status.st_rdev != device)
    return fail_because(world, path, ENODEV, "the host has another device there");
  cleanup_fd int tree = sys_open_tree(host, "", AT_EMPTY_PATH | OPEN_TREE_CLONE);
  if (tree < 0) return fail(world, path, errno);
  cleanup_fd int made = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (made < 0) return fail(world, path, errno);
  cleanup_fd int place = openat(parent, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (place < 0 || sys_move_mount(tree, place) != 0) return fail(world, path, errno);
  return 0;
}

int perform_make_device(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text, *name;
  mode_t kind = (mode_t)step->fields[1].number & S_IFMT;
  dev_t device = makedev((unsigned)step->fields[2].number, (unsigned)step->fields[3].number);
  mode_t mode = (mode_t)step->fields[4].number & 07777;
  if (kind != S_IFCHR && kind != S_IFBLK && kind != S_IFIFO) return fail(world, path, EINVAL);
  cleanup_fd int parent = resolve_parent(world->root, path, &name);
  if (parent < 0) return fail(world, path, errno);
  if (mknodat(parent, name, kind | mode, device) != 0) {
    if (errno != EPERM) return fail(world, path, errno);
    return bind_host_device(world, path, parent, name, kind, device);
  }
  if (fchownat(parent, name, (uid_t)step->fields[5].number, (gid_t)step->fields[6].number, AT_SYMLINK_NOFOLLOW) != 0)
    return fail(world, path, errno);
  return 0;
}
