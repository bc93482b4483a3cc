/* mistakes MANIFEST: makes every mistake that a caller can make and tells where the library does not answer it as xanes.h says. */
#include "xanes.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LENGTH = 900 };

static int failures;

static const int32_t silver_oxygen[] = {47, 8, 8};
static const double positions[] = {0, 0, 0, 2.1, 0, 0, -2.1, 0, 0};
static float values[4 * LENGTH];

static void expect(const char *what, int status, int wanted, const char *text)
{
    char message[8192] = "";
    xanes_last_error(message, sizeof message, NULL);
    if (status != wanted || (text && !strstr(message, text))) {
        printf("%s: status %d, wanted %d with '%s'; last error: %s\n", what, status, wanted, text ? text : "", message);
        failures++;
    }
}

static int describe(xanes_handle descriptor, int64_t atoms, int64_t absorber, int64_t count)
{
    return xanes_describe(descriptor, atoms, silver_oxygen, positions, NULL, NULL, absorber, values, count, NULL);
}

static void handles(const char *manifest)
{
    xanes_handle plugin, descriptor, model, kept;
    expect("open", xanes_open(manifest, &plugin), XANES_OK, NULL);
    expect("open_descriptor", xanes_open_descriptor(plugin, NULL, &descriptor), XANES_OK, NULL);
    expect("open_model", xanes_open_model(plugin, NULL, &model), XANES_OK, NULL);
    kept = descriptor;
    expect("close plugin", xanes_close(plugin), XANES_OK, NULL);
    expect("close plugin twice", xanes_close(plugin), XANES_MISUSE, "not open");
    expect("plugin closed", xanes_open_descriptor(plugin, NULL, &descriptor), XANES_MISUSE, "not open");
    expect("descriptor kept", descriptor == kept ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("close descriptor", xanes_close(descriptor), XANES_OK, NULL);
    expect("model outlives plugin", xanes_model_shape(model, NULL, NULL, NULL), XANES_OK, NULL);
    expect("model as descriptor", describe(model, 3, 0, LENGTH), XANES_MISUSE, "not that of a descriptor");
    expect("zero", describe(0, 3, 0, LENGTH), XANES_MISUSE, "not open");
    expect("one", describe(1, 3, 0, LENGTH), XANES_MISUSE, "not open");
    expect("minus one", describe(-1, 3, 0, LENGTH), XANES_MISUSE, "not open");
    expect("an address", describe((int64_t)(intptr_t)&plugin, 3, 0, LENGTH), XANES_MISUSE, "not open");
    expect("close garbage", xanes_close(INT64_MIN), XANES_MISUSE, "not open");
    expect("close model", xanes_close(model), XANES_OK, NULL);
    expect("model closed", xanes_model_shape(model, NULL, NULL, NULL), XANES_MISUSE, "not open");
}

static void opening(const char *manifest)
{
    xanes_handle plugin = 7, handle = 7;
    expect("no such manifest", xanes_open("/no/such/plugin.yaml", &handle), XANES_INVALID_INPUT, "/no/such/plugin.yaml");
    expect("no place for the handle", xanes_open(manifest, NULL), XANES_MISUSE, "'plugin' is a null pointer");
    expect("open", xanes_open(manifest, &plugin), XANES_OK, NULL);
    static const int32_t oxygen[] = {8}, none[] = {0};
    expect("no model for it", xanes_open_model_for(plugin, 1, oxygen, &handle), XANES_INVALID_INPUT, "no model is for the absorber O");
    expect("no element", xanes_open_model_for(plugin, 1, none, &handle), XANES_INVALID_INPUT, "atomic number 0");
    expect("no atoms", xanes_open_model_for(plugin, 0, oxygen, &handle), XANES_MISUSE, "0 atoms");
    expect("no numbers", xanes_models_for(plugin, 1, NULL, NULL, 0, NULL), XANES_MISUSE, "'atomic_numbers' is a null pointer");
    expect("no such model", xanes_open_model(plugin, "no-such-model", &handle), XANES_INVALID_INPUT, "no-such-model");
    expect("neither plugin nor folder", xanes_open_model(0, NULL, &handle), XANES_MISUSE, "folder");
    expect("no such folder", xanes_open_model(0, "/no/such/folder", &handle), XANES_INVALID_INPUT, "/no/such/folder");
    expect("bad spec", xanes_open_descriptor(0, "kind: pair-rdf\nelements: [Xx]\n", &handle), XANES_INVALID_INPUT, "elements");
    expect("spec of no kind", xanes_open_descriptor(0, "elements: [O]\n", &handle), XANES_INVALID_INPUT, "kind");
    expect("nothing written by calls that fail", handle == 7 ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("close", xanes_close(plugin), XANES_OK, NULL);
}

static void arrays(xanes_handle descriptor)
{
    static const double bad[] = {0, 0, 0, 2.1, NAN, 0, -2.1, 0, 0};
    static const double flat[9] = {1, 0, 0, 2, 0, 0, 0, 0, 3};
    static const uint8_t all[] = {1, 1, 1};
    expect("sound", describe(descriptor, 3, 0, LENGTH), XANES_OK, NULL);
    expect("short vector", describe(descriptor, 3, 0, LENGTH - 1), XANES_MISUSE, "899");
    expect("no atoms", describe(descriptor, 0, 0, LENGTH), XANES_INVALID_INPUT, "no atoms");
    expect("negative atoms", describe(descriptor, -1, 0, LENGTH), XANES_MISUSE, "-1 atoms");
    expect("absorber past the end", describe(descriptor, 3, 3, LENGTH), XANES_INVALID_INPUT, "no absorber with index 3");
    expect("absorber past 32 bits", describe(descriptor, 3, (int64_t)1 << 32, LENGTH), XANES_INVALID_INPUT, "no absorber");
    expect("no numbers", xanes_describe(descriptor, 3, NULL, positions, NULL, NULL, 0, values, LENGTH, NULL), XANES_MISUSE,
           "'atomic_numbers'");
    expect("no positions", xanes_describe(descriptor, 3, silver_oxygen, NULL, NULL, NULL, 0, values, LENGTH, NULL), XANES_MISUSE,
           "'positions'");
    expect("no vector", xanes_describe(descriptor, 3, silver_oxygen, positions, NULL, NULL, 0, NULL, LENGTH, NULL), XANES_MISUSE,
           "'values'");
    expect("NaN", xanes_describe(descriptor, 3, silver_oxygen, bad, NULL, NULL, 0, values, LENGTH, NULL), XANES_INVALID_INPUT,
           "not finite");
    expect("no cell", xanes_describe(descriptor, 3, silver_oxygen, positions, NULL, all, 0, values, LENGTH, NULL),
           XANES_INVALID_INPUT, "needs a cell");
    expect("flat cell", xanes_describe(descriptor, 3, silver_oxygen, positions, flat, all, 0, values, LENGTH, NULL),
           XANES_INVALID_INPUT, "zero volume");
}

/* Four structures of one atom pair; the second has overlapping atoms, the fourth an offset that descends. */
static void lists(xanes_handle descriptor)
{
    static const int64_t offsets[] = {0, 2, 4, 6, 5}, absorbers[] = {0, 0, 0, 0};
    static const int32_t numbers[] = {47, 8, 47, 8, 47, 8};
    static const double places[] = {0, 0, 0, 2, 0, 0, 0, 0, 0, 0.1, 0, 0, 0, 0, 0, 3, 0, 0};
    xanes_sites sites = {4, offsets, numbers, places, NULL, NULL, 4, NULL, absorbers};
    int32_t statuses[4] = {9, 9, 9, 9};
    int64_t first = 9;
    expect("stop", xanes_describe_many(descriptor, &sites, 0, values, 4 * LENGTH, NULL, NULL, &first), XANES_INVALID_INPUT, "site 1: ");
    expect("first fault", first == 1 ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("go on", xanes_describe_many(descriptor, &sites, 2, values, 4 * LENGTH, NULL, statuses, &first), XANES_OK, "site 3: ");
    int as_said = statuses[0] == XANES_OK && statuses[1] == XANES_INVALID_INPUT && statuses[2] == XANES_OK &&
                  statuses[3] == XANES_INVALID_INPUT && first == 1 && isnan(values[LENGTH]) && !isnan(values[2 * LENGTH]);
    expect("status of each", as_said ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("negative threads", xanes_describe_many(descriptor, &sites, -1, values, 4 * LENGTH, NULL, NULL, &first), XANES_MISUSE,
           "-1 threads");
    expect("no site at fault", first == -1 ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("short vectors", xanes_describe_many(descriptor, &sites, 0, values, LENGTH, NULL, NULL, NULL), XANES_MISUSE, "3600");
    expect("no sites", xanes_describe_many(descriptor, NULL, 0, values, LENGTH, NULL, NULL, NULL), XANES_MISUSE, "'sites'");
    sites.positions = NULL;
    expect("no positions", xanes_describe_many(descriptor, &sites, 0, values, 4 * LENGTH, NULL, NULL, NULL), XANES_INVALID_INPUT,
           "positions");
    sites.site_count = 0;
    sites.site_structures = absorbers;
    expect("an empty list", xanes_describe_many(descriptor, &sites, 0, values, 0, NULL, statuses, &first), XANES_OK, NULL);
}

static void texts(xanes_handle descriptor)
{
    char buffer[8];
    int64_t length = 0;
    expect("length alone", xanes_descriptor_labels(descriptor, NULL, 0, &length), XANES_OK, NULL);
    expect("cut to fit", xanes_descriptor_labels(descriptor, buffer, sizeof buffer, NULL), XANES_OK, NULL);
    expect("ends with a zero", strlen(buffer) == 7 && length > 7 ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("no buffer", xanes_descriptor_labels(descriptor, NULL, 5, &length), XANES_MISUSE, "buffer");
    expect("negative capacity", xanes_descriptor_labels(descriptor, buffer, -1, &length), XANES_MISUSE, "buffer");
}

static void reconstructions(xanes_handle plugin, xanes_handle descriptor)
{
    xanes_handle found = 7, smeared;
    xanes_solution solution;
    xanes_search search = {.method = 2};
    int32_t numbers[3];
    double places[9];
    int64_t solutions, atoms;
    expect("counts", describe(descriptor, 3, 0, LENGTH), XANES_OK, NULL);
    expect("short vector", xanes_reconstruct(descriptor, values, 12, NULL, &found), XANES_MISUSE, "900");
    expect("no vector", xanes_reconstruct(descriptor, NULL, LENGTH, NULL, &found), XANES_MISUSE, "'values'");
    expect("no place for the handle", xanes_reconstruct(descriptor, values, LENGTH, NULL, NULL), XANES_MISUSE, "'reconstruction'");
    expect("no descriptor", xanes_reconstruct(plugin, values, LENGTH, NULL, &found), XANES_MISUSE, "not that of a descriptor");
    expect("nothing written by calls that fail", found == 7 ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("no such method", xanes_reconstruct(descriptor, values, LENGTH, &search, &found), XANES_MISUSE, "'method' is 2");
    search = (xanes_search){.absorber = 400};
    expect("no element", xanes_reconstruct(descriptor, values, LENGTH, &search, &found), XANES_INVALID_INPUT, "400");
    search = (xanes_search){.time_limit = NAN};
    expect("no time", xanes_reconstruct(descriptor, values, LENGTH, &search, &found), XANES_INVALID_INPUT, "time limit");
    search = (xanes_search){.maximum_solutions = -1};
    expect("fewer than no solutions", xanes_reconstruct(descriptor, values, LENGTH, &search, &found), XANES_INVALID_INPUT, "solutions");
    expect("found", xanes_reconstruct(descriptor, values, LENGTH, NULL, &found), XANES_OK, NULL);
    expect("shape", xanes_reconstruction_shape(found, &solutions, &atoms), XANES_OK, NULL);
    expect("as many atoms", solutions == 1 && atoms == 3 ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("solution", xanes_reconstruction_solution(found, 0, numbers, places, 3, &solution), XANES_OK, NULL);
    expect("exact", solution.verdict == XANES_EXACT ? XANES_OK : XANES_FAILURE, XANES_OK, NULL);
    expect("no such solution", xanes_reconstruction_solution(found, 1, numbers, places, 3, NULL), XANES_MISUSE, "no solution 1");
    expect("no room", xanes_reconstruction_solution(found, 0, numbers, places, 2, NULL), XANES_MISUSE, "2 values");
    expect("no positions", xanes_reconstruction_solution(found, 0, numbers, NULL, 3, NULL), XANES_MISUSE, "'positions'");
    expect("info", xanes_info(found, NULL, 0, &atoms), XANES_OK, NULL);
    expect("close", xanes_close(found), XANES_OK, NULL);
    expect("closed", xanes_reconstruction_shape(found, NULL, NULL), XANES_MISUSE, "not open");
    values[0] = 0.5f;
    expect("no count", xanes_reconstruct(descriptor, values, LENGTH, NULL, &found), XANES_INVALID_INPUT, "no count");
    expect("smeared", xanes_open_descriptor(0, "kind: pair-rdf\nabsorber: Ag\nelements: [O, Si, Ag]\nsigma: 0.3\n", &smeared), XANES_OK, NULL);
    expect("not from smeared", xanes_reconstruct(smeared, values, LENGTH, NULL, &found), XANES_INVALID_INPUT, "plain counts");
    expect("close smeared", xanes_close(smeared), XANES_OK, NULL);
}

int main(int argc, char **argv)
{
    xanes_handle plugin, descriptor;
    if (argc != 2 || xanes_open(argv[1], &plugin) != XANES_OK) {
        printf("usage: mistakes MANIFEST\n");
        return 1;
    }
    expect("descriptor", xanes_open_descriptor(plugin, NULL, &descriptor), XANES_OK, NULL);
    handles(argv[1]);
    opening(argv[1]);
    arrays(descriptor);
    lists(descriptor);
    texts(descriptor);
    reconstructions(plugin, descriptor);
    expect("close descriptor", xanes_close(descriptor), XANES_OK, NULL);
    expect("close plugin", xanes_close(plugin), XANES_OK, NULL);
    return failures != 0;
}
