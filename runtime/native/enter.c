#include "enter.h"
#include "entries.h"

#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/* Owners, modes, devices, file capabilities; SYS_ADMIN because trusted.* attributes ask for it. */
static const uint64_t NEEDED = 1ull << CAP_CHOWN | 1ull << CAP_DAC_OVERRIDE | 1ull << CAP_DAC_READ_SEARCH |
                               1ull << CAP_FOWNER | 1ull << CAP_FSETID | 1ull << CAP_MKNOD | 1ull << CAP_SETFCAP |
                               1ull << CAP_SYS_ADMIN;

static void keep_needed_powers(void) {
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2];
  if (syscall(SYS_capget, &head, sets) < 0) fail_errno("read capabilities", "");
  for (size_t i = 0; i < COUNT_OF(sets); i++) {
    /* Less than needed is no error here: what it is missing for fails by its own name. */
    sets[i].permitted &= (uint32_t)(NEEDED >> (32 * i));
    sets[i].effective = sets[i].permitted;
    sets[i].inheritable = 0;
  }
  if (syscall(SYS_capset, &head, sets) < 0) fail_errno("drop capabilities", "");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) fail_errno("set no_new_privs", "");
}

void enter_directory(const char *directory) {
  if (unshare(CLONE_NEWNS) < 0) fail_errno("make mount namespace", directory);
  /* Private first, or the mounts below would appear on the host. */
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) fail_errno("make mounts private", "/");
  /* pivot_root wants a mount point. Not recursive: what is mounted deeper is none of our business. */
  if (mount(directory, directory, NULL, MS_BIND, NULL) < 0) fail_errno("bind", directory);
  if (chdir(directory) < 0) fail_errno("enter", directory);
  /* Old and new root at one place: the old one lies on top and is taken away, nothing is left to name it by. */
  if (syscall(SYS_pivot_root, ".", ".") < 0) fail_errno("pivot root", directory);
  if (umount2(".", MNT_DETACH) < 0) fail_errno("detach old root", directory);
  if (chdir("/") < 0) fail_errno("enter root", directory);
  keep_needed_powers();
}
