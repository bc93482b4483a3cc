/*
 * measured FOIL OXIDE
 *
 * Reads two measured spectra, normalises them, aligns one onto the other, takes the first as predictions of the second at three energy
 * shifts, and prints the numbers. Then makes mistakes and makes sure that each is told.
 */
#include <xanes.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GRID = 121, COPIES = 3 };

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

static double number(xanes_handle handle, const char *name)
{
    char text[8192], key[64];
    check(xanes_info(handle, text, sizeof text, NULL));
    snprintf(key, sizeof key, "\"%s\":", name);
    const char *place = strstr(text, key);
    return place == NULL ? NAN : atof(place + strlen(key));
}

static xanes_handle read_one(const char *path)
{
    xanes_handle records, measured;
    check(xanes_read_measured(path, NULL, &records));
    check(xanes_measured_record(records, 0, &measured));
    check(xanes_close(records));
    return measured;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: measured FOIL OXIDE\n");
        return 1;
    }
    xanes_handle foil = read_one(argv[1]), oxide = read_one(argv[2]), normalised, treated, comparison, none = 0;
    double shift, correlation;
    check(xanes_align(oxide, foil, XANES_LEAST_SQUARES, &shift, &correlation));
    check(xanes_treat(oxide, "{\"energy_shift\": 1.5, \"remove\": [[25700, 25710]]}", &treated));
    check(xanes_normalise(foil, "{\"nnorm\": 1}", &normalised));
    printf("%.9g %.9g %.9g %.9g\n", shift, correlation, number(normalised, "e0"), number(normalised, "edge_step"));

    int64_t count = (int64_t)number(foil, "points");
    double *energies = malloc(sizeof(double) * (size_t)count), *flat = malloc(sizeof(double) * (size_t)count),
           *norm = malloc(sizeof(double) * (size_t)count);
    check(xanes_measured_values(foil, energies, NULL, NULL, count));
    check(xanes_normalised_values(normalised, norm, flat, NULL, NULL, count));

    double axis[GRID];
    float predicted[COPIES * GRID];
    xanes_agreement agreements[COPIES];
    for (int point = 0; point < GRID; point++) {
        axis[point] = 25500.0 + 0.5 * point;
        for (int copy = 0; copy < COPIES; copy++) {
            double x = (axis[point] - 25514.0 - 2.0 * copy) / 3.0;
            predicted[copy * GRID + point] = (float)(0.5 + atan(x) / 3.14159265358979);
        }
    }
    check(xanes_open_comparison(energies, flat, count, number(normalised, "e0"), axis, GRID, 25514.0, "{\"background\": true}", &comparison));
    check(xanes_compare(comparison, COPIES, predicted, NULL, COPIES * GRID, 2, agreements));
    for (int copy = 0; copy < COPIES; copy++) {
        printf("%.9g %.9g %.9g\n", agreements[copy].mse, agreements[copy].shift, agreements[copy].amplitude);
    }

    refused(xanes_read_measured("no-such.xdi", NULL, &none), XANES_INVALID_INPUT, "there is no such file");
    refused(xanes_read_measured(argv[1], "{\"colour\": 1}", &none), XANES_INVALID_INPUT, "has no option 'colour'");
    refused(xanes_normalise(comparison, NULL, &none), XANES_MISUSE, "is not that of a measured spectrum");
    refused(xanes_normalised_values(normalised, norm, NULL, NULL, NULL, 3), XANES_MISUSE, "takes 3 values");
    refused(xanes_make_measured("few", energies, flat, NULL, 2, &none), XANES_INVALID_INPUT, "few: has 2 points");
    refused(xanes_compare(comparison, COPIES, predicted, NULL, 7, 0, agreements), XANES_MISUSE, "takes 7 values");
    if (none != 0) {
        fprintf(stderr, "a call that failed gave a handle\n");
        return 1;
    }
    xanes_handle all[] = {foil, oxide, normalised, treated, comparison};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        check(xanes_close(all[i]));
    }
    free(energies);
    free(flat);
    free(norm);
    return 0;
}
