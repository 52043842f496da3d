/* Where a new client starts to read what was kept, and what it must be told before. */
#ifndef WHERRY_REPLAY_H
#define WHERRY_REPLAY_H

#include "client.h"
#include "screen_modes.h"

/*
 * Sets the client's position. `modes` is the state at the ring's tail. The client starts right after a newline,
 * outside of any escape sequence; for a terminal, the modes as of there come first.
 */
void replay_begin(struct client *client, const struct ring *ring, size_t kept_bytes, const struct screen_modes *modes,
                  bool is_terminal);

#endif
