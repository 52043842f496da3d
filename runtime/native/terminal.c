#include "terminal.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include "common.h"
#include "control.h"
#include "kernel.h"
#include "resolve.h"

#define PTMX "/dev/pts/ptmx"

/* What is opened must be the multiplexer of a devpts, not something that an image or a racing process put there. */
static int check_multiplexer(struct world *world, int fd) {
  struct statfs mounted;
  struct stat status;
  if (fstatfs(fd, &mounted) != 0 || fstat(fd, &status) != 0) return fail(world, PTMX, errno);
  if (mounted.f_type != DEVPTS_SUPER_MAGIC || !S_ISCHR(status.st_mode) || status.st_rdev != makedev(5, 2))
    return fail_because(world, PTMX, ENODEV, "not the multiplexer of a devpts");
  return 0;
}

static int open_pair(struct world *world, int *master, int *slave) {
  cleanup_fd int found = resolve_plain(world->root, PTMX);
  if (found < 0) return fail(world, PTMX, errno);
  if (check_multiplexer(world, found) != 0) return -1;
  /* Every open makes a pty, so it happens only after the check, and by way of what was checked. */
  cleanup_fd int opened = sys_openat2(world->root, PTMX, O_RDWR | O_NOCTTY, 0, RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS);
  if (opened < 0) return fail(world, PTMX, errno);
  if (check_multiplexer(world, opened) != 0) return -1;
  int unlocked = 0;
  if (ioctl(opened, TIOCSPTLCK, &unlocked) != 0) return fail(world, PTMX, errno);
  /* By ioctl, not by name: the name could lead elsewhere by now. */
  *slave = ioctl(opened, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*slave < 0) return fail(world, PTMX, errno);
  struct winsize size = {.ws_row = world->rows != 0 ? world->rows : 24,
                         .ws_col = world->columns != 0 ? world->columns : 80};
  if (ioctl(opened, TIOCSWINSZ, &size) != 0) return fail(world, PTMX, errno);
  *master = steal_fd(&opened);
  return 0;
}

static int bind_console(struct world *world) {
  const char *name;
  cleanup_fd int folder = resolve_parent(world->root, "/dev/console", &name);
  if (folder < 0) return fail(world, "/dev/console", errno);
  cleanup_fd int made = openat(folder, name, O_RDONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
  if (made < 0) return fail(world, "/dev/console", errno);
  cleanup_fd int place = openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  cleanup_fd int tree = sys_open_tree(world->terminal, "", AT_EMPTY_PATH | OPEN_TREE_CLONE);
  if (place < 0 || tree < 0 || sys_move_mount(tree, place) != 0) return fail(world, "/dev/console", errno);
  return 0;
}

int give_session_terminal(struct world *world) {
  cleanup_fd int master = -1;
  if (open_pair(world, &master, &world->terminal) != 0) return -1;
  if (control_send_master(world->control, master) != 0) return fail(world, "terminal", errno);
  return 0;
}

int perform_terminal(struct world *world, const struct step *step) {
  return give_session_terminal(world) == 0 ? bind_console(world) : -1;
}

int take_terminal(struct world *world) {
  if (ioctl(world->terminal, TIOCSCTTY, 0) != 0) return fail(world, "terminal", errno);
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
    if (RETRY(dup2(world->terminal, stream)) < 0) return fail(world, "terminal", errno);
  return 0;
}
