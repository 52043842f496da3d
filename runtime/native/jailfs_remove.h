/* Empties a directory, whatever is in it. */
#ifndef WHERRY_JAILFS_REMOVE_H
#define WHERRY_JAILFS_REMOVE_H

/*
 * Removes everything below the root, but not the root. A container can nest directories deeper than any path or
 * number of descriptors reaches; those are moved up and taken from there. A failure ends the process.
 */
void remove_below_root(void);

#endif
