#include "poll_set.h"

#include "common.h"

size_t poll_set_add(struct poll_set *set, int fd, short events) {
  if (set->count == set->room) {
    set->room = set->room == 0 ? 16 : set->room * 2;
    set->entries = allocate_again(set->entries, set->room * sizeof *set->entries);
  }
  set->entries[set->count] = (struct pollfd){.fd = fd, .events = events};
  return set->count++;
}

short poll_set_result(const struct poll_set *set, size_t index) {
  return index < set->count ? set->entries[index].revents : 0;
}

void poll_set_clear(struct poll_set *set) { set->count = 0; }

void poll_set_free(struct poll_set *set) {
  free(set->entries);
  *set = (struct poll_set){0};
}
