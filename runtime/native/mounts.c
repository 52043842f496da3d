#include "mounts.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include "common.h"
#include "kernel.h"
#include "resolve.h"

/* The kernel's own words ("e overlay: ...") behind the text of the errno. errno survives. */
static void describe(int fs, const char *key, char *message, size_t message_size) {
  int kept = errno;
  char log[256] = "";
  ssize_t length = fs < 0 ? 0 : RETRY(read(fs, log, sizeof log - 1));
  if (length > 2) {
    log[length] = '\0';
    log[strcspn(log, "\n")] = '\0';
    (void)snprintf(message, message_size, "%s (%s)", strerror(kept), log + 2);
  } else if (key != NULL) {
    (void)snprintf(message, message_size, "%s (option %s)", strerror(kept), key);
  } else {
    (void)snprintf(message, message_size, "%s", strerror(kept));
  }
  if (message[0] >= 'A' && message[0] <= 'Z') message[0] = (char)(message[0] - 'A' + 'a');
  errno = kept;
}

static int set_option(int fs, char *option) {
  char *equals = strchr(option, '=');
  if (equals == NULL) return sys_fsconfig(fs, FSCONFIG_SET_FLAG, option, NULL);
  *equals = '\0';
  return sys_fsconfig(fs, FSCONFIG_SET_STRING, option, equals + 1);
}

int make_mount(const char *type, const char *source, uint64_t attributes, const char *options, char *message,
               size_t message_size) {
  cleanup_fd int fs = sys_fsopen(type);
  if (fs < 0) {
    describe(-1, NULL, message, message_size);
    return -1;
  }
  if (*source != '\0' && sys_fsconfig(fs, FSCONFIG_SET_STRING, "source", source) != 0) {
    describe(fs, "source", message, message_size);
    return -1;
  }
  cleanup_free char *copy = copy_text(options);
  char *rest = copy;
  for (char *option = strsep(&rest, ","); option != NULL; option = strsep(&rest, ",")) {
    if (*option != '\0' && set_option(fs, option) != 0) {
      describe(fs, option, message, message_size);
      return -1;
    }
  }
  int mount = sys_fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL) != 0 ? -1 : sys_fsmount(fs, attributes);
  if (mount < 0) describe(fs, NULL, message, message_size);
  return mount;
}

/* Whatever name led there: a link in the image must not turn a mount meant for elsewhere against the container's own
   /proc, where masks, read-only paths and the program itself look for what the kernel says. */
static int refuse_procfs(struct world *world, const char *target, int place) {
  struct statfs mounted;
  if (fstatfs(place, &mounted) != 0) return fail(world, target, errno);
  if (mounted.f_type != PROC_SUPER_MAGIC) return 0;
  return fail_because(world, target, EPERM, "it leads into /proc, where nothing can be mounted");
}

int perform_mount(struct world *world, const struct step *step) {
  const char *type = step->fields[0].text, *target = step->fields[2].text;
  /* These two are what masks and sysctls rely on: a link in the image must not put them elsewhere. */
  bool is_proc = text_equal(type, "proc");
  bool plain = is_proc || text_equal(type, "sysfs");
  cleanup_fd int place =
      plain ? resolve_plain_folder(world->root, target, 0755) : resolve_folder(world->root, target, 0755);
  if (place < 0) {
    if (plain && errno == ELOOP)
      return fail_because(world, target, ELOOP, "a symbolic link cannot be the place for %s", type);
    return fail(world, target, errno);
  }
  if (!is_proc && refuse_procfs(world, target, place) != 0) return -1;
  char message[400];
  cleanup_fd int mount =
      make_mount(type, step->fields[1].text, step->fields[3].number, step->fields[4].text, message, sizeof message);
  if (mount < 0) return fail_because(world, target, errno, "%s", message);
  if (sys_move_mount(mount, place) != 0) return fail(world, target, errno);
  return 0;
}

/* Opens the target, or makes it: a folder for a folder, else an empty file. */
static int open_target(const struct world *world, const char *target, int source, bool make) {
  int place = resolve(world->root, target);
  if (place >= 0 || errno != ENOENT || !make) return place;
  struct stat status;
  if (fstat(source, &status) != 0) return -1;
  if (S_ISDIR(status.st_mode)) return resolve_folder(world->root, target, 0755);
  return resolve_new_file(world->root, target, 0644);
}

static bool is_folder(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
}

int perform_bind(struct world *world, const struct step *step) {
  const char *source = step->fields[0].text, *target = step->fields[1].text;
  uint64_t attributes = step->fields[2].number, flags = step->fields[3].number;
  unsigned recursive = flags & BIND_RECURSIVE ? AT_RECURSIVE : 0;
  cleanup_fd int tree = sys_open_tree(AT_FDCWD, source, OPEN_TREE_CLONE | recursive);
  if (tree < 0) return fail(world, source, errno);
  /* Private: what the host mounts later below the source is not the container's. */
  if (sys_mount_setattr(tree, recursive, attributes, 0, MS_PRIVATE) != 0) return fail(world, source, errno);
  cleanup_fd int place = open_target(world, target, tree, flags & BIND_MAKE_TARGET);
  if (place < 0) return fail(world, target, errno);
  if (refuse_procfs(world, target, place) != 0) return -1;
  if (is_folder(tree) != is_folder(place))
    return fail_because(world, target, ENOTDIR, "a folder and a file cannot be mounted on each other");
  if (sys_move_mount(tree, place) != 0) return fail(world, target, errno);
  return 0;
}
