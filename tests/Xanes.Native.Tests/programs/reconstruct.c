/*
 * reconstruct MANIFEST SITES THREADS OUT
 *
 * Describes each site by the default descriptor, finds up to two structures back, and writes of each to OUT: int32 atomic
 * numbers [n], float64 positions [n,3], and the xanes_solution.
 */
#include "sites_file.h"

#include <stdio.h>
#include <stdlib.h>

static void check(int status)
{
    if (status != XANES_OK) {
        char text[4096];
        xanes_last_error(text, sizeof text, NULL);
        fprintf(stderr, "status %d: %s\n", status, text);
        exit(1);
    }
}

static void write_solutions(xanes_handle reconstruction, FILE *out)
{
    int64_t solutions, atoms;
    check(xanes_reconstruction_shape(reconstruction, &solutions, &atoms));
    int32_t *numbers = malloc(sizeof(int32_t) * (size_t)atoms);
    double *positions = malloc(sizeof(double) * 3 * (size_t)atoms);
    for (int64_t i = 0; i < solutions; i++) {
        xanes_solution solution;
        check(xanes_reconstruction_solution(reconstruction, i, numbers, positions, atoms, &solution));
        fwrite(numbers, sizeof(int32_t), (size_t)atoms, out);
        fwrite(positions, sizeof(double), 3 * (size_t)atoms, out);
        fwrite(&solution, sizeof solution, 1, out);
    }
    free(numbers);
    free(positions);
}

int main(int argc, char **argv)
{
    xanes_handle plugin, descriptor, reconstruction;
    int64_t length;
    if (argc != 5) {
        fprintf(stderr, "usage: reconstruct MANIFEST SITES THREADS OUT\n");
        return 1;
    }
    xanes_sites sites = read_sites(argv[2]);
    xanes_search search = {.maximum_solutions = 2, .refine = 1, .seed = 7, .threads = atoi(argv[3])};
    FILE *out = fopen(argv[4], "wb");
    check(xanes_open(argv[1], &plugin));
    check(xanes_open_descriptor(plugin, NULL, &descriptor));
    check(xanes_descriptor_length(descriptor, &length));
    float *values = malloc(sizeof(float) * (size_t)(sites.site_count * length));
    check(xanes_describe_many(descriptor, &sites, 0, values, sites.site_count * length, NULL, NULL, NULL));
    for (int64_t i = 0; i < sites.site_count; i++) {
        check(xanes_reconstruct(descriptor, values + i * length, length, &search, &reconstruction));
        write_solutions(reconstruction, out);
        check(xanes_close(reconstruction));
    }
    check(xanes_close(descriptor));
    check(xanes_close(plugin));
    free(values);
    free_sites(&sites);
    return fclose(out);
}
