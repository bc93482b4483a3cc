/*
 * neighbours MANIFEST: a structure with Li, Mg and Ga for a model that knows none of them. Prints its spectrum with 9 digits, and makes sure
 * that it is bit for bit that of the structure changed by hand, one by one and in a list, and that mistakes are told.
 */
#include <xanes.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ATOMS = 6, LEFT = 4, MOST = 400 };

static const int32_t numbers[ATOMS] = {3, 47, 8, 8, 31, 12}, changed_numbers[LEFT] = {47, 8, 8, 14}, wanted[ATOMS] = {0, 47, 8, 8, 14, 0};
static const double positions[3 * ATOMS] = {0, 0, 1.6, 0, 0, 0, 2.1, 0, 0, -2.2, 0, 0, 0, 3.2, 0, 0, -3.4, 0};

static void check(int status)
{
    if (status != XANES_OK) {
        char text[4096];
        xanes_last_error(text, sizeof text, NULL);
        fprintf(stderr, "status %d: %s\n", status, text);
        exit(1);
    }
}

static void make_sure(int is_so, const char *what)
{
    if (!is_so) {
        fprintf(stderr, "not so: %s\n", what);
        exit(1);
    }
}

static void refused(int status, int wanted_status, const char *words)
{
    char text[4096];
    xanes_last_error(text, sizeof text, NULL);
    if (status != wanted_status || strstr(text, words) == NULL || strchr(text, '\n') != NULL) {
        fprintf(stderr, "status %d in place of %d, '%s' without '%s'\n", status, wanted_status, text, words);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    const int32_t ignored[] = {3, 12}, substituted[] = {31, 31}, taken_as[] = {14, 8}, silver = 47, germanium = 32;
    const int64_t offsets[] = {0, ATOMS}, by_hand_offsets[] = {0, LEFT}, absorber = 1, by_hand_absorber = 0;
    const double *by_hand_positions = positions + 3;
    const xanes_sites sites = {1, offsets, numbers, positions, NULL, NULL, 1, NULL, &absorber};
    const xanes_sites by_hand = {1, by_hand_offsets, changed_numbers, by_hand_positions, NULL, NULL, 1, NULL, &by_hand_absorber};
    xanes_handle plugin, model, changed, none;
    float found[MOST], expected[MOST], sigma[MOST], expected_sigma[MOST];
    double distance, expected_distance;
    int32_t taken[ATOMS], element;
    int64_t points;
    char text[4096];

    make_sure(argc == 2, "usage: neighbours MANIFEST");
    check(xanes_open(argv[1], &plugin));
    check(xanes_open_model(plugin, "ag-k-fast", &model));
    check(xanes_model_shape(model, &points, NULL, NULL));
    make_sure(points <= MOST, "the arrays are large enough");
    check(xanes_change_neighbours(model, 2, ignored, 1, substituted, taken_as, &changed));

    check(xanes_predict(changed, ATOMS, numbers, positions, NULL, NULL, absorber, found, sigma, points, NULL, &distance));
    check(xanes_predict(
        model, LEFT, changed_numbers, by_hand_positions, NULL, NULL, by_hand_absorber, expected, expected_sigma, points, NULL, &expected_distance));
    make_sure(memcmp(found, expected, points * sizeof *found) == 0, "one spectrum is that of the structure changed by hand");
    make_sure(memcmp(sigma, expected_sigma, points * sizeof *sigma) == 0, "one sigma is that of the structure changed by hand");
    make_sure(distance == expected_distance, "the distance is that of the structure changed by hand");
    for (int64_t point = 0; point < points; point++) {
        printf("%.9g\n", found[point]);
    }

    check(xanes_predict_many(changed, &sites, 0, found, NULL, points, NULL, NULL, NULL, NULL));
    check(xanes_predict_many(model, &by_hand, 0, expected, NULL, points, NULL, NULL, NULL, NULL));
    make_sure(memcmp(found, expected, points * sizeof *found) == 0, "a list is that of structures changed by hand");

    check(xanes_taken_neighbours(changed, ATOMS, numbers, taken));
    make_sure(memcmp(taken, wanted, sizeof wanted) == 0, "Li and Mg are ignored, Ga is taken as Si");
    check(xanes_taken_neighbours(model, ATOMS, numbers, taken));
    make_sure(memcmp(taken, numbers, sizeof numbers) == 0, "the model itself takes atoms as they are");
    check(xanes_explain_domain(changed, ATOMS, numbers, positions, NULL, NULL, absorber, text, sizeof text, NULL));
    make_sure(strstr(text, "; 1 Li ignored, 1 Mg ignored, 1 Ga taken as Si") != NULL, "the reason counts the atoms");

    refused(
        xanes_predict(model, ATOMS, numbers, positions, NULL, NULL, absorber, found, NULL, points, NULL, NULL), XANES_INVALID_INPUT,
        "leave such atoms out or take them as another element by xanes_change_neighbours (Li is 3), or open another model");
    check(xanes_last_unknown_element(&element, text, sizeof text, NULL));
    make_sure(element == 3, "the unknown element is Li");
    make_sure(strstr(text, "atom 0 (Li), 1.6 Å from the absorber, is of an element that model ag-k-fast does not know (H, C, N, ") == text, text);
    refused(xanes_change_neighbours(model, 1, &silver, 0, NULL, NULL, &none), XANES_INVALID_INPUT, "ignore: Ag is the absorber");
    check(xanes_last_unknown_element(&element, text, sizeof text, NULL));
    make_sure(element == 0 && text[0] == 0, "that was no unknown element");
    refused(xanes_change_neighbours(model, 0, NULL, 2, substituted, taken_as, &none), XANES_INVALID_INPUT, "Ga is substituted twice; name it once");
    refused(xanes_change_neighbours(model, 0, NULL, 1, substituted, &germanium, &none), XANES_INVALID_INPUT, "which model ag-k-fast does not know either");
    refused(xanes_change_neighbours(model, 1, NULL, 0, NULL, NULL, &none), XANES_MISUSE, "'ignored' is a null pointer");
    refused(xanes_change_neighbours(plugin, 1, ignored, 0, NULL, NULL, &none), XANES_MISUSE, "is not that of a model");

    check(xanes_close(model));
    check(xanes_predict(changed, ATOMS, numbers, positions, NULL, NULL, absorber, found, NULL, points, NULL, NULL));
    check(xanes_close(changed));
    check(xanes_close(plugin));
    return 0;
}
