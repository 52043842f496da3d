#include "identity.h"

#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "common.h"
#include "program.h"

int perform_bounding_capabilities(struct world *world, const struct step *step) {
  uint64_t keep = step->fields[0].number;
  for (unsigned capability = 0; capability < 64; capability++) {
    int have = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
    if (have < 0) break; /* past the last one this kernel knows */
    if (have == 1 && !(keep >> capability & 1) && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0)
      return fail(world, "bounding set", errno);
  }
  return 0;
}

static int set_groups(struct world *world, struct text_list list) {
  cleanup_free gid_t *groups = allocate(list.count * sizeof *groups);
  size_t count = 0;
  while (list.count > 0) {
    const char *text = list_take(&list);
    uint64_t number;
    if (!parse_number(text, UINT32_MAX - 1, &number)) return fail_because(world, text, EINVAL, "not a group id");
    groups[count++] = (gid_t)number;
  }
  return setgroups(count, groups) == 0 ? 0 : fail(world, "supplementary groups", errno);
}

/* So that a program of another user can open /dev/stdout or /dev/tty again. Only what was made for it: never a
   device such as /dev/null, which is the host's. */
static int give_streams(const struct world *world, uid_t uid) {
  if (world->terminal >= 0) return fchown(world->terminal, uid, (gid_t)-1);
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
    struct stat status;
    if (fstat(stream, &status) != 0) return -1;
    if (S_ISFIFO(status.st_mode) && fchown(stream, uid, (gid_t)-1) != 0) return -1;
  }
  return 0;
}

int perform_identity(struct world *world, const struct step *step) {
  uint64_t uid = step->fields[0].number, gid = step->fields[1].number;
  if (uid >= UINT32_MAX || gid >= UINT32_MAX) return fail(world, "user or group id", EINVAL);
  /* What needs root's eyes, or root's hands, for the program's sake. */
  if (make_working_directory(world) != 0) return -1;
  if (give_streams(world, (uid_t)uid) != 0) return fail(world, "standard streams", errno);
  /* Kept over the change of user, so that the capabilities step can still choose among all of them. */
  if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) return fail(world, "capabilities", errno);
  if (set_groups(world, step->fields[2].list) != 0) return -1;
  if (setresgid((gid_t)gid, (gid_t)gid, (gid_t)gid) != 0) return fail(world, "group id", errno);
  if (setresuid((uid_t)uid, (uid_t)uid, (uid_t)uid) != 0) return fail(world, "user id", errno);
  return prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0) == 0 ? 0 : fail(world, "capabilities", errno);
}

int perform_capabilities(struct world *world, const struct step *step) {
  struct powers *powers = &world->powers;
  powers->given = true;
  powers->effective = step->fields[0].number;
  powers->permitted = step->fields[1].number;
  powers->inheritable = step->fields[2].number;
  powers->ambient = step->fields[3].number;
  return 0;
}

int perform_no_new_privileges(struct world *world, const struct step *step) {
  world->powers.no_new_privileges = true;
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : fail(world, "no_new_privs", errno);
}

int perform_seccomp(struct world *world, const struct step *step) {
  const struct step_field *filter = &step->fields[0];
  if (filter->length == 0 || filter->length % sizeof(struct sock_filter) != 0 ||
      filter->length / sizeof(struct sock_filter) > BPF_MAXINSNS)
    return fail(world, "filter", EINVAL);
  world->powers.filter = filter->bytes;
  world->powers.filter_size = filter->length;
  return 0;
}

static int set_capabilities(uint64_t effective, uint64_t permitted, uint64_t inheritable) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {
      {(uint32_t)effective, (uint32_t)permitted, (uint32_t)inheritable},
      {(uint32_t)(effective >> 32), (uint32_t)(permitted >> 32), (uint32_t)(inheritable >> 32)},
  };
  return (int)syscall(SYS_capset, &header, data);
}

static int drop_capabilities(struct world *world) {
  const struct powers *powers = &world->powers;
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0) return fail(world, "ambient set", errno);
  if (set_capabilities(powers->effective, powers->permitted, powers->inheritable) != 0)
    return fail(world, "capability sets", errno);
  for (unsigned capability = 0; capability < 64; capability++)
    if (powers->ambient >> capability & 1 && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) != 0)
      return fail(world, "ambient set", errno);
  return 0;
}

static int load_filter(struct world *world) {
  const struct powers *powers = &world->powers;
  /* Copied, because the plan aligns nothing. */
  cleanup_free struct sock_filter *filter = allocate(powers->filter_size);
  memcpy(filter, powers->filter, powers->filter_size);
  struct sock_fprog program = {.len = (unsigned short)(powers->filter_size / sizeof *filter), .filter = filter};
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) return fail(world, "system call filter", errno);
  return 0;
}

/* A change of user id has emptied the effective set; CAP_SYS_ADMIN is still permitted. */
static int load_filter_with_power(struct world *world) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) != 0) return fail(world, "capability sets", errno);
  data[0].effective = data[0].permitted;
  data[1].effective = data[1].permitted;
  if (syscall(SYS_capset, &header, data) != 0) return fail(world, "capability sets", errno);
  return load_filter(world);
}

int take_on_powers(struct world *world) {
  const struct powers *powers = &world->powers;
  if (powers->filter != NULL && !powers->no_new_privileges && load_filter_with_power(world) != 0) return -1;
  if (powers->given && drop_capabilities(world) != 0) return -1;
  if (powers->filter != NULL && powers->no_new_privileges && load_filter(world) != 0) return -1;
  return 0;
}
