/* Shuts jailfs into the one directory it works on. */
#ifndef WHERRY_ENTER_H
#define WHERRY_ENTER_H

/*
 * Makes DIRECTORY the root and working directory of this process, in a mount namespace of its own from which the
 * rest of the machine is taken away, and gives up the powers that file work does not need. Descriptors that are
 * open stay usable. A failure ends the process.
 */
void enter_directory(const char *directory);

#endif
