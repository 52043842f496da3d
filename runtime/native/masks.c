#include "masks.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

#include "common.h"
#include "kernel.h"
#include "mounts.h"
#include "resolve.h"

static int mask_folder(struct world *world, const char *path, int place) {
  char message[400];
  uint64_t attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
  cleanup_fd int empty = make_mount("tmpfs", "tmpfs", attributes, "size=0,nr_inodes=2,mode=555", message, sizeof message);
  if (empty < 0) return fail_because(world, path, errno, "%s", message);
  return sys_move_mount(empty, place) == 0 ? 0 : fail(world, path, errno);
}

/* The image could have put anything at /dev/null; only the null device may cover a secret. */
static int mask_file(struct world *world, const char *path, int place) {
  cleanup_fd int null_device = resolve_plain(world->root, "/dev/null");
  struct stat status;
  if (null_device < 0 || fstat(null_device, &status) != 0) return fail(world, "/dev/null", errno);
  if (!S_ISCHR(status.st_mode) || status.st_rdev != makedev(1, 3))
    return fail_because(world, "/dev/null", ENODEV, "not the null device");
  cleanup_fd int cover = sys_open_tree(null_device, "", AT_EMPTY_PATH | OPEN_TREE_CLONE);
  if (cover < 0) return fail(world, "/dev/null", errno);
  return sys_move_mount(cover, place) == 0 ? 0 : fail(world, path, errno);
}

int perform_mask_path(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text;
  cleanup_fd int place = resolve(world->root, path);
  /* Not there is as good as masked; any other error could be an attack. */
  if (place < 0) return errno == ENOENT ? 0 : fail(world, path, errno);
  struct stat status;
  if (fstat(place, &status) != 0) return fail(world, path, errno);
  return S_ISDIR(status.st_mode) ? mask_folder(world, path, place) : mask_file(world, path, place);
}

int perform_read_only_path(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text;
  cleanup_fd int place = resolve(world->root, path);
  if (place < 0) return errno == ENOENT ? 0 : fail(world, path, errno);
  cleanup_fd int tree = sys_open_tree(place, "", AT_EMPTY_PATH | OPEN_TREE_CLONE | AT_RECURSIVE);
  if (tree < 0 || sys_mount_setattr(tree, AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0) != 0 ||
      sys_move_mount(tree, place) != 0)
    return fail(world, path, errno);

  cleanup_fd int again = resolve(world->root, path);
  struct statfs mounted;
  if (again < 0 || fstatfs(again, &mounted) != 0) return fail(world, path, errno);
  if (!((unsigned long)mounted.f_flags & ST_RDONLY))
    return fail_because(world, path, EPERM, "still writable after it was made read-only");
  return 0;
}
