/* The file of sites that the tests write: three int64 counts S, A, N, then the arrays of xanes_sites in their order. */
#ifndef SITES_FILE_H
#define SITES_FILE_H

#include "xanes.h"

/* Reads the file; ends the program where it cannot. */
xanes_sites read_sites(const char *path);

void free_sites(xanes_sites *sites);

#endif
