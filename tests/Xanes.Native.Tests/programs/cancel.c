/* cancel MANIFEST ENDLESS: a signal ends calls on a model that never answers, and a long search; tells where it does not. */
#define _DEFAULT_SOURCE
#include "xanes.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

enum { LENGTH = 900, ENERGIES = 137, SITES = 300 };

static volatile int32_t stop;
static int failures;

static const int32_t numbers[] = {47, 8, 8};
static const double positions[] = {0, 0, 0, 2.1, 0, 0, -2.1, 0, 0};
static float intensities[SITES * ENERGIES];

static void raise_flag(int signal)
{
    (void)signal;
    stop = 1;
}

static void raise_soon(void)
{
    struct itimerval soon = {.it_value = {.tv_usec = 100000}};
    stop = 0;
    setitimer(ITIMER_REAL, &soon, NULL);
}

static void expect(const char *what, int status, int wanted)
{
    if (status != wanted) {
        char message[4096] = "";
        xanes_last_error(message, sizeof message, NULL);
        printf("%s: status %d, wanted %d; last error: %s\n", what, status, wanted, message);
        failures++;
    }
}

static int predict(xanes_handle model)
{
    return xanes_predict(model, 3, numbers, positions, NULL, NULL, 0, intensities, NULL, ENERGIES, NULL, NULL);
}

static void predictions(xanes_handle endless)
{
    static const int64_t offsets[] = {0, 3}, zeros[SITES];
    xanes_sites sites = {1, offsets, numbers, positions, NULL, NULL, SITES, zeros, zeros};
    char reason[256];
    raise_soon();
    expect("one", predict(endless), XANES_CANCELLED);
    expect("raised before the call", predict(endless), XANES_CANCELLED);
    raise_soon();
    expect("many", xanes_predict_many(endless, &sites, 2, intensities, NULL, SITES * ENERGIES, NULL, NULL, NULL, NULL), XANES_CANCELLED);
    raise_soon();
    expect("reason", xanes_explain_domain(endless, 3, numbers, positions, NULL, NULL, 0, reason, sizeof reason, NULL), XANES_CANCELLED);
}

/* Counts that no search finds in an hour: those of many atoms at random places. */
static void reconstruction(xanes_handle descriptor)
{
    enum { ATOMS = 40 };
    int32_t many[ATOMS] = {47};
    double places[3 * ATOMS] = {0};
    float counts[LENGTH];
    xanes_search search = {.time_limit = 3600};
    xanes_handle found = 7;
    srand(1);
    for (int atom = 1; atom < ATOMS; atom++) {
        many[atom] = atom % 2 ? 8 : 14;
        places[3 * atom] = 1.6 * (atom % 4 - 1.4) + 0.1 * rand() / RAND_MAX;
        places[3 * atom + 1] = 1.6 * (atom / 4 % 4 - 1.4) + 0.1 * rand() / RAND_MAX;
        places[3 * atom + 2] = 1.6 * (atom / 16 - 1.4) + 0.1 * rand() / RAND_MAX;
    }
    expect("counts", xanes_describe(descriptor, ATOMS, many, places, NULL, NULL, 0, counts, LENGTH, NULL), XANES_OK);
    raise_soon();
    expect("search", xanes_reconstruct(descriptor, counts, LENGTH, &search, &found), XANES_CANCELLED);
    expect("no handle", found == 7 ? XANES_OK : XANES_FAILURE, XANES_OK);
}

int main(int argc, char **argv)
{
    xanes_handle plugin, model, endless, descriptor;
    char message[256] = "";
    if (argc != 3 || xanes_open(argv[1], &plugin) || xanes_open_model(plugin, NULL, &model) ||
        xanes_open_model(plugin, argv[2], &endless) || xanes_open_descriptor(plugin, NULL, &descriptor)) {
        printf("usage: cancel MANIFEST ENDLESS\n");
        return 1;
    }
    signal(SIGALRM, raise_flag);
    expect("set", xanes_set_cancel_flag(&stop), XANES_OK);
    predictions(endless);
    xanes_last_error(message, sizeof message, NULL);
    expect("words", strstr(message, "cancelled") ? XANES_OK : XANES_FAILURE, XANES_OK);
    reconstruction(descriptor);
    stop = 0;
    expect("later call", predict(model), XANES_OK);
    stop = 1;
    expect("unset", xanes_set_cancel_flag(NULL), XANES_OK);
    expect("call without a flag", predict(model), XANES_OK);
    return failures != 0;
}
