/* One more process in a running container, bound to the client that wanted it. */
#ifndef WHERRY_JOIN_H
#define WHERRY_JOIN_H

/* Returns the exit code. */
int run_join(const char *plan_path);

#endif
