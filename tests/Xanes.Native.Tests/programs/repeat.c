/* repeat MANIFEST SITES ROUNDS MODEL, MODEL eating a vector: opens, computes, makes mistakes and closes, again and again, for a memory checker to look at. */
#include "sites_file.h"

#include <stdio.h>
#include <stdlib.h>

static volatile int32_t stop;

static int round_of_calls(const char *manifest, const xanes_sites *sites, const char *path)
{
    xanes_handle plugin, model, vector_model, descriptor, counts, found, none;
    int64_t n = sites->site_count, length, points, first_fault, count_length;
    char text[2048];
    if (xanes_open(manifest, &plugin) || xanes_open_model(plugin, "ag-k-fast", &model) ||
        xanes_open_model(plugin, path, &vector_model) || xanes_open_model_descriptor(vector_model, &descriptor) ||
        xanes_descriptor_length(descriptor, &length) || xanes_model_shape(model, &points, NULL, NULL) ||
        xanes_info(model, text, sizeof text, NULL) || xanes_descriptor_labels(descriptor, text, sizeof text, NULL)) {
        return 1;
    }
    float *vectors = malloc(sizeof(float) * (size_t)(n * length));
    float *spectra = malloc(sizeof(float) * (size_t)(n * points));
    int32_t *statuses = malloc(sizeof(int32_t) * (size_t)n);
    xanes_tally tally;
    double distance;
    int64_t atoms = sites->atom_offsets[1];
    int32_t found_numbers[64];
    double found_positions[3 * 64];
    xanes_search search = {.threads = 1};
    float no_counts[900] = {-1};
    float *count_values = malloc(sizeof(float) * 900);
    int status =
        xanes_describe(descriptor, atoms, sites->atomic_numbers, sites->positions, NULL, NULL, 0, vectors, length, &tally) ||
        xanes_describe_many(descriptor, sites, 2, vectors, n * length, NULL, statuses, &first_fault) ||
        xanes_predict(model, atoms, sites->atomic_numbers, sites->positions, NULL, NULL, 0, spectra, NULL, points, NULL, &distance) ||
        xanes_predict_many(model, sites, 2, spectra, NULL, n * points, NULL, NULL, statuses, &first_fault) ||
        (stop = 1, xanes_predict_many(model, sites, 2, spectra, NULL, n * points, NULL, NULL, NULL, NULL) != XANES_CANCELLED) ||
        (stop = 0, 0) ||
        !xanes_predict(model, 0, sites->atomic_numbers, sites->positions, NULL, NULL, 0, spectra, NULL, points, NULL, NULL) ||
        !xanes_open_model(plugin, "no-such-model", &none) || xanes_last_error(text, sizeof text, NULL) ||
        xanes_open_descriptor(plugin, NULL, &counts) || xanes_descriptor_length(counts, &count_length) ||
        xanes_describe(counts, atoms, sites->atomic_numbers, sites->positions, NULL, NULL, 0, count_values, count_length, NULL) ||
        xanes_reconstruct(counts, count_values, count_length, &search, &found) ||
        xanes_reconstruction_solution(found, 0, found_numbers, found_positions, atoms, NULL) ||
        !xanes_reconstruct(counts, no_counts, count_length, NULL, &none) || xanes_close(found) || xanes_close(counts) ||
        xanes_close(descriptor) || xanes_close(model) || xanes_close(vector_model) || xanes_close(plugin);
    free(vectors);
    free(spectra);
    free(statuses);
    free(count_values);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: repeat MANIFEST SITES ROUNDS MODEL\n");
        return 1;
    }
    xanes_sites sites = read_sites(argv[2]);
    int status = xanes_set_cancel_flag(&stop);
    for (int round = 0; round < atoi(argv[3]); round++) {
        status |= round_of_calls(argv[1], &sites, argv[4]);
    }
    free_sites(&sites);
    return status;
}
