/*
 * threads MANIFEST SITES: eight threads describe and predict with the same handles, make mistakes of their own and open and close
 * handles, while the first thread closes the shared ones under them. Tells every answer that is not the one of a single thread.
 */
#include "sites_file.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 8, ROUNDS = 40 };

static xanes_sites sites;
static xanes_handle shared_model, shared_descriptor;
static int64_t length, points;
static float *vectors, *spectra;
static int failures;

static void fail(const char *what)
{
    char text[1024];
    xanes_last_error(text, sizeof text, NULL);
    printf("%s: %s\n", what, text);
    __atomic_add_fetch(&failures, 1, __ATOMIC_SEQ_CST);
}

static int describe(xanes_handle descriptor, int64_t i, float *values)
{
    int64_t s = sites.site_structures[i], first = sites.atom_offsets[s];
    return xanes_describe(descriptor, sites.atom_offsets[s + 1] - first, sites.atomic_numbers + first, sites.positions + 3 * first,
                          sites.cells + 9 * s, sites.periodic + 3 * s, sites.absorbers[i], values, length, NULL);
}

static int predict(xanes_handle model, int64_t i, float *intensities)
{
    int64_t s = sites.site_structures[i], first = sites.atom_offsets[s];
    return xanes_predict(model, sites.atom_offsets[s + 1] - first, sites.atomic_numbers + first, sites.positions + 3 * first,
                         sites.cells + 9 * s, sites.periodic + 3 * s, sites.absorbers[i], intensities, NULL, points, NULL, NULL);
}

static void make_mistake(int64_t own)
{
    char text[256], wanted[64];
    snprintf(wanted, sizeof wanted, "handle %lld is not open", (long long)own);
    if (xanes_close(own) != XANES_MISUSE || xanes_last_error(text, sizeof text, NULL) != XANES_OK || !strstr(text, wanted)) {
        fail("the last error is not this thread's");
    }
}

static void *work(void *argument)
{
    int64_t own = 1 + (int64_t)(intptr_t)argument;
    float *values = malloc(sizeof(float) * (size_t)(length > points ? length : points));
    for (int round = 0; round < ROUNDS; round++) {
        int64_t i = (round + own) % sites.site_count;
        xanes_handle descriptor;
        int status = describe(shared_descriptor, i, values);
        if (status == XANES_OK ? memcmp(values, vectors + i * length, sizeof(float) * (size_t)length) != 0 : status != XANES_MISUSE) {
            fail("describe");
        }
        status = predict(shared_model, i, values);
        if (status == XANES_OK ? memcmp(values, spectra + i * points, sizeof(float) * (size_t)points) != 0 : status != XANES_MISUSE) {
            fail("predict");
        }
        make_mistake(own);
        if (xanes_open_descriptor(0, "kind: pair-rdf\nelements: [O, Si, Ag]\n", &descriptor) != XANES_OK ||
            describe(descriptor, i, values) != XANES_OK || xanes_close(descriptor) != XANES_OK) {
            fail("a descriptor of its own");
        }
    }
    free(values);
    return NULL;
}

int main(int argc, char **argv)
{
    xanes_handle plugin;
    pthread_t threads[THREADS];
    if (argc != 3) {
        return 1;
    }
    sites = read_sites(argv[2]);
    if (xanes_open(argv[1], &plugin) || xanes_open_model(plugin, NULL, &shared_model) ||
        xanes_open_descriptor(plugin, NULL, &shared_descriptor) || xanes_descriptor_length(shared_descriptor, &length) ||
        xanes_model_shape(shared_model, &points, NULL, NULL)) {
        fail("open");
        return 1;
    }
    vectors = malloc(sizeof(float) * (size_t)(sites.site_count * length));
    spectra = malloc(sizeof(float) * (size_t)(sites.site_count * points));
    for (int64_t i = 0; i < sites.site_count; i++) {
        if (describe(shared_descriptor, i, vectors + i * length) || predict(shared_model, i, spectra + i * points)) {
            fail("one thread");
        }
    }
    for (int64_t t = 0; t < THREADS; t++) {
        pthread_create(threads + t, NULL, work, (void *)(intptr_t)t);
    }
    pthread_join(threads[0], NULL);
    if (xanes_close(plugin) || xanes_close(shared_model) || xanes_close(shared_descriptor)) {
        fail("close");
    }
    for (int t = 1; t < THREADS; t++) {
        pthread_join(threads[t], NULL);
    }
    free(vectors);
    free(spectra);
    free_sites(&sites);
    return failures != 0;
}
