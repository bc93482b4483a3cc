/* spectrum MANIFEST: the K-edge spectrum of silver with four O and two Si. */
#include <stdio.h>
#include <stdlib.h>
#include "xanes.h"

static void check(int status)
{
    char text[1024];
    if (status == XANES_OK) {
        return;
    }
    xanes_last_error(text, sizeof text, NULL);
    fprintf(stderr, "%s\n", text);
    exit(1);
}

int main(int argc, char **argv)
{
    const int32_t atoms[] = {47, 8, 8, 8, 8, 14, 14};
    const double positions[] = { /* angstrom */
        0.00, 0.00, 0.00, 0.94, 1.27, 1.40, 0.26, 1.49, -1.66, -0.85, -0.09, 2.16,
        -1.46, -1.81, 1.02, -0.85, 2.44, 2.57, 2.24, 1.27, 2.87};
    xanes_handle plugin, model;
    int64_t points;
    double edge_energy;
    int32_t inside;

    check(xanes_open(argc > 1 ? argv[1] : "plugin.yaml", &plugin));
    check(xanes_open_model_for(plugin, 1, atoms, &model));
    check(xanes_model_shape(model, &points, NULL, &edge_energy));
    double *energies = malloc(points * sizeof *energies);
    float *intensities = malloc(points * sizeof *intensities);
    check(xanes_model_energies(model, energies, points));
    check(xanes_predict(model, 7, atoms, positions, NULL, NULL, 0, intensities, NULL, points, &inside, NULL));

    printf("%s of the domain\n", inside ? "inside" : "outside");
    for (int64_t point = 0; point < points; point += 20) {
        printf("%.1f eV  %.4f\n", edge_energy + energies[point], intensities[point]);
    }
    free(energies);
    free(intensities);
    check(xanes_close(plugin));
    return 0;
}
