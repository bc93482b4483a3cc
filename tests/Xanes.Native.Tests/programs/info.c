/* info MANIFEST: prints every text that the library gives, each after a line with its name. */
#include "xanes.h"

#include <stdio.h>
#include <stdlib.h>

typedef int text_of_handle(xanes_handle handle, char *buffer, int64_t capacity, int64_t *length);

static void print(const char *name, text_of_handle *give, xanes_handle handle)
{
    int64_t length;
    char *text;
    if (give(handle, NULL, 0, &length) || !(text = malloc((size_t)length + 1)) || give(handle, text, length + 1, NULL)) {
        exit(1);
    }
    printf("# %s\n%s\n", name, text);
    free(text);
}

int main(int argc, char **argv)
{
    static const int32_t numbers[] = {47, 8, 8};
    static const double positions[] = {0, 0, 0, 2.1, 0, 0, -2.1, 0, 0};
    xanes_handle plugin, model, descriptor;
    char version[32], reason[1024];
    int32_t contract, has_sigma;
    double edge_energy;
    char choices[256];
    xanes_handle chosen, described;
    if (argc != 2 || xanes_version(version, sizeof version, NULL) || xanes_contract(&contract) || xanes_open(argv[1], &plugin) ||
        xanes_open_model(plugin, NULL, &model) || xanes_open_descriptor(plugin, NULL, &descriptor) ||
        xanes_model_shape(model, NULL, &has_sigma, &edge_energy) ||
        xanes_models_for(plugin, 3, numbers, choices, sizeof choices, NULL) || xanes_open_model_for(plugin, 3, numbers, &chosen) ||
        xanes_open_descriptor_for(plugin, 3, numbers, &described) || xanes_explain_domain(model, 3, numbers, positions, NULL, NULL, 0, reason, sizeof reason, NULL)) {
        return 1;
    }
    printf("# version\n%s\n# contract\n%d\n# shape\n%d %.17g\n# domain\n%s\n# choices\n%s\n", version, contract, has_sigma, edge_energy, reason, choices);
    print("models", xanes_models, plugin);
    print("plugin", xanes_info, plugin);
    print("model", xanes_info, model);
    print("chosen model", xanes_info, chosen);
    print("descriptor", xanes_info, descriptor);
    print("chosen descriptor", xanes_info, described);
    print("labels", xanes_descriptor_labels, descriptor);
    return 0;
}
