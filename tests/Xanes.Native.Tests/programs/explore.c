/*
 * explore MANIFEST: moves the oxygens around a silver atom by hand beside a spectrum that is its own, moved by 1 eV, and prints the
 * spectra, with 17 digits; then fits, and makes mistakes and makes sure that each is told.
 */
#include <xanes.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ATOMS = 7, PARAMETERS = 4, MOST = 400 };

static const int32_t numbers[ATOMS] = {47, 8, 8, 8, 8, 14, 14};
static const double positions[3 * ATOMS] = {0.00, 0.00, 0.00,  0.94,  1.27,  1.40, 0.26,  1.49, -1.66, -0.85, -0.09,
                                            2.16, -1.46, -1.81, 1.02, -0.85, 2.44, 2.57, 2.24,  1.27,  2.87};
static const int64_t offsets[] = {0, ATOMS}, absorbers[] = {0};
static const char *options = "{theory_error: 0, noise: 0.002, population: 64, steps: 60, starts: [{vary: ['shell O 1.5-2.8']}]}";

static void check(int status)
{
    if (status != XANES_OK) {
        char text[4096];
        xanes_last_error(text, sizeof text, NULL);
        fprintf(stderr, "status %d: %s\n", status, text);
        exit(1);
    }
}

static void refused(int status, int wanted, const char *words)
{
    char text[4096];
    xanes_last_error(text, sizeof text, NULL);
    if (status != wanted || strstr(text, words) == NULL || strchr(text, '\n') != NULL) {
        fprintf(stderr, "status %d in place of %d, '%s' without '%s'\n", status, wanted, text, words);
        exit(1);
    }
}

static int64_t points(xanes_handle exploration)
{
    char text[8192];
    check(xanes_info(exploration, text, sizeof text, NULL));
    return atoll(strstr(text, "\"points\":") + strlen("\"points\":"));
}

static void print(const char *name, const double *values, int64_t count)
{
    printf("%s", name);
    for (int64_t i = 0; i < count; i++) {
        printf(" %.17g", values[i]);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    xanes_handle plugin, model, alone, compared, state, fit, none = 0;
    double energies[MOST], measured[MOST], predicted[MOST], adjusted[MOST], fraction = -1, width;
    volatile int32_t stop = 1;
    char text[65536];
    xanes_sites site = {1, offsets, numbers, positions, NULL, NULL, 1, NULL, absorbers};
    if (argc != 2 || xanes_open(argv[1], &plugin) || xanes_open_model(plugin, "ag-k-fast", &model)) {
        fprintf(stderr, "usage: explore MANIFEST\n");
        return 1;
    }
    xanes_broadening broadening;
    check(xanes_model_broadening(model, &broadening, NULL));
    width = broadening.core_hole_width;
    double values[PARAMETERS] = {0.07, 0, width, 0};

    check(xanes_open_exploration(model, &site, NULL, NULL, 0, NULL, 0, options, &alone));
    int64_t count = points(alone);
    check(xanes_exploration_energies(alone, energies, NULL, count));
    check(xanes_explore(alone, values, PARAMETERS, predicted, NULL, count, NULL));
    print("alone", predicted, count);
    for (int64_t i = 0; i < count; i++) {
        energies[i] += 1.0;
    }

    check(xanes_open_exploration(model, &site, energies, predicted, count, NULL, 0, options, &compared));
    check(xanes_close(model));
    int64_t window = points(compared);
    check(xanes_exploration_energies(compared, energies, measured, window));
    values[0] = -0.02, values[1] = 0.5, values[2] = width - 0.3, values[3] = 1.2;
    check(xanes_explore(compared, values, PARAMETERS, predicted, adjusted, window, &state));
    check(xanes_info(state, text, sizeof text, NULL));
    print("energies", energies, window);
    print("measured", measured, window);
    print("predicted", predicted, window);
    print("adjusted", adjusted, window);
    printf("state %s\n", text);

    values[2] = width, values[3] = 0;
    check(xanes_exploration_fit(compared, values, PARAMETERS, 0, &fraction, &fit));
    check(xanes_info(fit, text, sizeof text, NULL));
    printf("fit %.17g %s\n", fraction, text);

    values[0] = 9;
    refused(xanes_explore(compared, values, PARAMETERS, predicted, NULL, window, NULL), XANES_INVALID_INPUT, "outside of its bounds");
    values[0] = 0;
    refused(xanes_explore(compared, values, 3, predicted, NULL, window, NULL), XANES_MISUSE, "'values' takes 3 values");
    refused(xanes_explore(alone, values, PARAMETERS, predicted, adjusted, count, NULL), XANES_MISUSE, "pass null for 'adjusted'");
    refused(xanes_explore(state, values, PARAMETERS, predicted, NULL, count, NULL), XANES_MISUSE, "is not that of a exploration");
    refused(xanes_exploration_energies(alone, energies, measured, count), XANES_MISUSE, "pass null for 'measured'");
    refused(xanes_exploration_fit(alone, values, PARAMETERS, 0, NULL, &none), XANES_INVALID_INPUT, "there is no measured spectrum");
    refused(xanes_open_exploration(plugin, &site, NULL, NULL, 0, NULL, 0, NULL, &none), XANES_MISUSE, "is not that of a model");
    refused(xanes_open_exploration(plugin, &site, NULL, NULL, 5, NULL, 0, NULL, &none), XANES_MISUSE, "'photon_energies'");
    check(xanes_set_cancel_flag(&stop));
    refused(xanes_exploration_fit(compared, values, PARAMETERS, 0, NULL, &none), XANES_CANCELLED, "cancelled");
    check(xanes_set_cancel_flag(NULL));
    if (none != 0) {
        fprintf(stderr, "a call that failed gave a handle\n");
        return 1;
    }
    xanes_handle all[] = {plugin, alone, compared, state, fit};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        check(xanes_close(all[i]));
    }
    return 0;
}
