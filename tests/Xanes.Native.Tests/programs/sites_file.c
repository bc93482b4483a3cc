#include "sites_file.h"

#include <stdio.h>
#include <stdlib.h>

static void *read_array(FILE *file, size_t size, int64_t count)
{
    void *values = malloc(size * (size_t)count + 1);
    if (!values || fread(values, size, (size_t)count, file) != (size_t)count) {
        fprintf(stderr, "the file of sites is cut short\n");
        exit(1);
    }
    return values;
}

xanes_sites read_sites(const char *path)
{
    FILE *file = fopen(path, "rb");
    int64_t counts[3];
    if (!file || fread(counts, sizeof counts[0], 3, file) != 3) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    xanes_sites sites = {.structure_count = counts[0], .site_count = counts[2]};
    sites.atom_offsets = read_array(file, sizeof(int64_t), counts[0] + 1);
    sites.atomic_numbers = read_array(file, sizeof(int32_t), counts[1]);
    sites.positions = read_array(file, sizeof(double), 3 * counts[1]);
    sites.cells = read_array(file, sizeof(double), 9 * counts[0]);
    sites.periodic = read_array(file, sizeof(uint8_t), 3 * counts[0]);
    sites.site_structures = read_array(file, sizeof(int64_t), counts[2]);
    sites.absorbers = read_array(file, sizeof(int64_t), counts[2]);
    fclose(file);
    return sites;
}

void free_sites(xanes_sites *sites)
{
    free((void *)sites->atom_offsets);
    free((void *)sites->atomic_numbers);
    free((void *)sites->positions);
    free((void *)sites->cells);
    free((void *)sites->periodic);
    free((void *)sites->site_structures);
    free((void *)sites->absorbers);
}
