#include "patience.h"

#include <sys/timerfd.h>

#include "common.h"

int patience_begin(struct patience *patience) {
  if (patience->timer >= 0) return 0;
  cleanup_fd int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  struct itimerspec wait = {.it_value = {.tv_sec = (time_t)(patience->ms / 1000),
                                         .tv_nsec = (long)(patience->ms % 1000) * 1000000}};
  /* All zero would never run out. */
  if (patience->ms == 0) wait.it_value.tv_nsec = 1;
  if (timer < 0 || timerfd_settime(timer, 0, &wait, NULL) != 0) return -1;
  patience->timer = steal_fd(&timer);
  return 0;
}

void patience_end(struct patience *patience) { close_now(&patience->timer); }
