#include "afterwards.h"

#include <unistd.h>

#include "common.h"
#include "process.h"

void become_afterwards(const struct plan *plan) {
  struct step step;
  if (!plan_find(plan, STEP_afterwards, &step)) return;
  cleanup_free char **arguments = list_to_vector(step.fields[0].list);
  cleanup_free char **environment = list_to_vector(step.fields[1].list);
  if (arguments[0] == NULL) return;
  reset_signals();
  (void)execve(arguments[0], arguments, environment);
}
