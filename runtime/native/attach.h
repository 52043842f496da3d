/* The client of the attach socket that becomes a terminal's, or a pipe's, side of the container. */
#ifndef WHERRY_ATTACH_H
#define WHERRY_ATTACH_H

/* The arguments after "attach"; returns the exit code. */
int run_attach(int count, char **arguments);

#endif
