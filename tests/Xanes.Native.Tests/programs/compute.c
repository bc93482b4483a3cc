/*
 * compute MANIFEST SITES THREADS OUT MODEL
 *
 * MODEL is the folder of a model that eats a vector. Writes to OUT, for the default descriptor and MODEL's: float32 vectors [N,F]
 * computed one by one, the same computed in one call, int32 tallies [N,3]; then for the default model and MODEL float32 intensities
 * [N,M] one by one and in one call, int32 inside [N], float64 distances [N], float64 energies [M].
 */
#include "sites_file.h"

#include <stdio.h>
#include <stdlib.h>

static void check(int status, const char *call)
{
    if (status != XANES_OK) {
        char text[4096];
        xanes_last_error(text, sizeof text, NULL);
        fprintf(stderr, "%s: status %d: %s\n", call, status, text);
        exit(1);
    }
}

static void put(FILE *out, const void *values, size_t size, int64_t count)
{
    if (fwrite(values, size, (size_t)count, out) != (size_t)count) {
        fprintf(stderr, "the results cannot be written\n");
        exit(1);
    }
}

static void describe(xanes_handle descriptor, const xanes_sites *sites, int threads, FILE *out)
{
    int64_t length;
    check(xanes_descriptor_length(descriptor, &length), "xanes_descriptor_length");
    int64_t n = sites->site_count;
    float *values = malloc(sizeof(float) * (size_t)(n * length));
    xanes_tally *tallies = malloc(sizeof(xanes_tally) * (size_t)n);
    for (int64_t i = 0; i < n; i++) {
        int64_t s = sites->site_structures[i];
        int64_t first = sites->atom_offsets[s];
        check(xanes_describe(descriptor, sites->atom_offsets[s + 1] - first, sites->atomic_numbers + first, sites->positions + 3 * first,
                             sites->cells + 9 * s, sites->periodic + 3 * s, sites->absorbers[i], values + i * length, length, NULL),
              "xanes_describe");
    }
    put(out, values, sizeof(float), n * length);
    check(xanes_describe_many(descriptor, sites, threads, values, n * length, tallies, NULL, NULL), "xanes_describe_many");
    put(out, values, sizeof(float), n * length);
    put(out, tallies, sizeof(xanes_tally), n);
    free(values);
    free(tallies);
    check(xanes_close(descriptor), "xanes_close");
}

static void predict(xanes_handle model, const xanes_sites *sites, int threads, FILE *out)
{
    int64_t points;
    check(xanes_model_shape(model, &points, NULL, NULL), "xanes_model_shape");
    int64_t n = sites->site_count;
    float *intensities = malloc(sizeof(float) * (size_t)(n * points));
    int32_t *inside = malloc(sizeof(int32_t) * (size_t)n);
    double *distances = malloc(sizeof(double) * (size_t)n);
    double *energies = malloc(sizeof(double) * (size_t)points);
    for (int64_t i = 0; i < n; i++) {
        int64_t s = sites->site_structures[i];
        int64_t first = sites->atom_offsets[s];
        check(xanes_predict(model, sites->atom_offsets[s + 1] - first, sites->atomic_numbers + first, sites->positions + 3 * first,
                            sites->cells + 9 * s, sites->periodic + 3 * s, sites->absorbers[i], intensities + i * points, NULL, points,
                            inside + i, distances + i),
              "xanes_predict");
    }
    put(out, intensities, sizeof(float), n * points);
    check(xanes_predict_many(model, sites, threads, intensities, NULL, n * points, inside, distances, NULL, NULL), "xanes_predict_many");
    put(out, intensities, sizeof(float), n * points);
    put(out, inside, sizeof(int32_t), n);
    put(out, distances, sizeof(double), n);
    check(xanes_model_energies(model, energies, points), "xanes_model_energies");
    put(out, energies, sizeof(double), points);
    free(intensities);
    free(inside);
    free(distances);
    free(energies);
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr, "usage: compute MANIFEST SITES THREADS OUT MODEL\n");
        return 1;
    }
    xanes_sites sites = read_sites(argv[2]);
    int threads = atoi(argv[3]);
    FILE *out = fopen(argv[4], "wb");
    xanes_handle plugin, model, vector_model, descriptor;
    check(xanes_open(argv[1], &plugin), "xanes_open");
    check(xanes_open_model(plugin, NULL, &model), "xanes_open_model");
    check(xanes_open_model(plugin, argv[5], &vector_model), "xanes_open_model");
    check(xanes_open_descriptor(plugin, NULL, &descriptor), "xanes_open_descriptor");
    describe(descriptor, &sites, threads, out);
    check(xanes_open_model_descriptor(vector_model, &descriptor), "xanes_open_model_descriptor");
    describe(descriptor, &sites, threads, out);
    predict(model, &sites, threads, out);
    predict(vector_model, &sites, threads, out);
    check(xanes_close(plugin), "xanes_close");
    check(xanes_close(model), "xanes_close");
    check(xanes_close(vector_model), "xanes_close");
    free_sites(&sites);
    return fclose(out);
}
