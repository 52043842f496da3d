/* The descriptors of one turn of a poll loop, collected anew each turn. */
#ifndef WHERRY_POLL_SET_H
#define WHERRY_POLL_SET_H

#include <poll.h>
#include <stddef.h>

struct poll_set {
  struct pollfd *entries;
  size_t count, room;
};

/* Returns the index for poll_set_result; a descriptor of -1 is never ready. */
size_t poll_set_add(struct poll_set *set, int fd, short events);
/* 0 for an index past those added. */
short poll_set_result(const struct poll_set *set, size_t index);
void poll_set_clear(struct poll_set *set);
void poll_set_free(struct poll_set *set);

#endif
