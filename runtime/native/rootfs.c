#include "rootfs.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>

#include "common.h"
#include "kernel.h"

int perform_private_mounts(struct world *world, const struct step *step) {
  if (sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return fail(world, "/", errno);
  return 0;
}

/* Makes the folder the root that later steps work below. */
static int take_root(struct world *world, int *root) {
  close_now(&world->root);
  world->root = steal_fd(root);
  return 0;
}

/* Puts an unattached mount on the folder it shows. That hides the folder in this mount namespace only. */
static int attach_root(struct world *world, int *mount, const char *folder) {
  cleanup_fd int place = openat(AT_FDCWD, folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (place < 0 || sys_move_mount(*mount, place) != 0) return fail(world, folder, errno);
  return take_root(world, mount);
}

int perform_bind_root(struct world *world, const struct step *step) {
  const char *folder = step->fields[0].text;
  cleanup_fd int tree = sys_open_tree(AT_FDCWD, folder, OPEN_TREE_CLONE | AT_RECURSIVE);
  if (tree < 0) return fail(world, folder, errno);
  return attach_root(world, &tree, folder);
}

/* A text that grows to at most one page, which is what mount(2) takes. */
struct page {
  char text[4096];
  size_t length;
  bool full;
};

static void page_add(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void page_add(struct page *page, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t room = sizeof page->text - page->length;
  int length = vsnprintf(page->text + page->length, room, format, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length >= room)
    page->full = true;
  else
    page->length += (size_t)length;
}

/* The descriptors of an overlay's folders, closed together. */
struct layers {
  int *fds;
  size_t count;
};

static void close_layers(struct layers *layers) {
  for (size_t layer = 0; layer < layers->count; layer++) close_now(&layers->fds[layer]);
  free(layers->fds);
}

static int open_layer(struct world *world, struct layers *layers, const char *folder) {
  int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return fail(world, folder, errno);
  layers->fds[layers->count++] = fd;
  return 0;
}

/* Named by descriptor number, relative to /proc/self/fd, 500 layers take 2 kB of the page. */
static int mount_overlay(struct world *world, const struct layers *layers, size_t lowers, const struct step *step) {
  const char *options = step->fields[3].text;
  struct page data = {.length = 0};
  for (size_t layer = 0; layer < lowers; layer++)
    page_add(&data, "%s%d", layer == 0 ? "lowerdir=" : ":", layers->fds[layer]);
  if (layers->count > lowers)
    page_add(&data, ",upperdir=%d,workdir=%d", layers->fds[lowers], layers->fds[lowers + 1]);
  if (*options != '\0') page_add(&data, ",%s", options);
  if (data.full) return fail_because(world, "overlay", E2BIG, "%zu layers are too many for one mount", lowers);

  if (chdir("/proc/self/fd") != 0) return fail(world, "/proc/self/fd", errno);
  char target[16];
  (void)snprintf(target, sizeof target, "%d", layers->fds[0]);
  int result = sys_mount("overlay", target, "overlay", 0, data.text);
  int error = errno;
  if (chdir("/") != 0) return fail(world, "/", errno);
  return result == 0 ? 0 : fail(world, "overlay", error);
}

int perform_overlay_root(struct world *world, const struct step *step) {
  struct text_list lowers = step->fields[0].list;
  const char *upper = step->fields[1].text, *work = step->fields[2].text;
  if (lowers.count == 0) return fail_because(world, "overlay", EINVAL, "no layers");
  struct text_list names = lowers;
  const char *top = list_take(&names);

  /* overlayfs refuses to be one layer alone; that layer, read-only, is the same thing. */
  if (lowers.count == 1 && *upper == '\0') {
    cleanup_fd int tree = sys_open_tree(AT_FDCWD, top, OPEN_TREE_CLONE);
    if (tree < 0 || sys_mount_setattr(tree, 0, MOUNT_ATTR_RDONLY, 0, 0) != 0) return fail(world, top, errno);
    return attach_root(world, &tree, top);
  }

  __attribute__((cleanup(close_layers))) struct layers layers = {
      .fds = allocate((lowers.count + 2) * sizeof *layers.fds)};
  names = lowers;
  while (names.count > 0)
    if (open_layer(world, &layers, list_take(&names)) != 0) return -1;
  if (*upper != '\0' && (open_layer(world, &layers, upper) != 0 || open_layer(world, &layers, work) != 0)) return -1;
  if (mount_overlay(world, &layers, lowers.count, step) != 0) return -1;
  /* The mount covers its top layer's folder, so the same path now leads to it. */
  cleanup_fd int root = open(top, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return fail(world, top, errno);
  return take_root(world, &root);
}

int perform_pivot_root(struct world *world, const struct step *step) {
  if (fchdir(world->root) != 0) return fail(world, "/", errno);
  /* The old root lands on top of the new one, and goes from there without a folder having been needed for it. */
  if (sys_pivot_root(".", ".") != 0) return fail(world, "/", errno);
  if (sys_umount2(".", MNT_DETACH) != 0) return fail(world, "old root", errno);
  if (chdir("/") != 0) return fail(world, "/", errno);
  cleanup_fd int root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return fail(world, "/", errno);
  return take_root(world, &root);
}

int perform_read_only_root(struct world *world, const struct step *step) {
  if (sys_mount_setattr(world->root, 0, MOUNT_ATTR_RDONLY, 0, 0) != 0) return fail(world, "/", errno);
  return 0;
}

int perform_root_propagation(struct world *world, const struct step *step) {
  unsigned long kind = step->fields[0].number & ~(unsigned long)MS_REC;
  if (kind != MS_SHARED && kind != MS_SLAVE && kind != MS_PRIVATE && kind != MS_UNBINDABLE)
    return fail(world, "/", EINVAL);
  if (sys_mount(NULL, "/", NULL, kind, NULL) != 0) return fail(world, "/", errno);
  return 0;
}
