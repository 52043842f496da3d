#include "limits.h"

#include <inttypes.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "common.h"
#include "procfs.h"

int perform_hostname(struct world *world, const struct step *step) {
  const struct step_field *name = &step->fields[0];
  return sethostname(name->text, name->length) == 0 ? 0 : fail(world, name->text, errno);
}

int perform_domainname(struct world *world, const struct step *step) {
  const struct step_field *name = &step->fields[0];
  return setdomainname(name->text, name->length) == 0 ? 0 : fail(world, name->text, errno);
}

int perform_rlimit(struct world *world, const struct step *step) {
  __rlimit_resource_t resource = (__rlimit_resource_t)step->fields[0].number;
  struct rlimit wanted = {.rlim_cur = step->fields[1].number, .rlim_max = step->fields[2].number}, current;
  if (step->fields[0].number >= RLIM_NLIMITS) return fail(world, "resource", EINVAL);
  if (setrlimit(resource, &wanted) == 0) return 0;
  if (errno != EPERM || getrlimit(resource, &current) != 0) return fail(world, "resource", errno);
  /* Above our own hard limit, and this machine does not let us raise it: as much as there is. */
  struct rlimit clamped = wanted;
  if (clamped.rlim_max > current.rlim_max) clamped.rlim_max = current.rlim_max;
  if (clamped.rlim_cur > clamped.rlim_max) clamped.rlim_cur = clamped.rlim_max;
  if (setrlimit(resource, &clamped) != 0) return fail(world, "resource", errno);
  warn(world, "limit %" PRIu64 " lowered to %" PRIu64 ", the most this machine allows us", (uint64_t)wanted.rlim_max,
       (uint64_t)clamped.rlim_max);
  return 0;
}

int perform_oom_score_adj(struct world *world, const struct step *step) {
  const char *score = step->fields[0].text;
  if (write_own_proc_file(world, "oom_score_adj", score) == 0) return 0;
  if (errno != EACCES) return fail(world, score, errno);
  warn(world, "out-of-memory score %s is below what we may set", score);
  return 0;
}

int perform_umask(struct world *world, const struct step *step) {
  (void)umask((mode_t)step->fields[0].number & 0777);
  return 0;
}
