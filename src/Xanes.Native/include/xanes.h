/*
 * Xanes: an atomic structure in, its X-ray absorption near-edge spectrum out.
 *
 * Link with -lxanes. The ONNX Runtime library is found beside libxanes.so; nothing else needs to be installed.
 *
 * Conventions
 *   Units are angstrom and eV. Arrays are row-major and belong to the caller. Indices count from 0.
 *   Every function returns a status. Nothing else is written by a call that fails, except where it says so.
 *   Texts are UTF-8 and end with a zero. A function that gives a text takes a buffer and its capacity in bytes, writes as many whole
 *   characters and the zero as fit, and puts the bytes of the whole text, without the zero, into *length (which may be NULL).
 *   With buffer NULL and capacity 0 it only tells the length.
 *   Every function may be called from many threads at once. A handle that is closed while another thread uses it stays open until that
 *   call ends. Results do not depend on the number of threads; spectra computed in one call and one by one may differ in the last bit.
 *   The library stays loaded until the process ends, and does not survive a fork() after its first use; start workers before, or
 *   by exec.
 */
#ifndef XANES_H
#define XANES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface; xanes_contract gives that of the library. */
#define XANES_CONTRACT 2

/* What every function returns. */
enum {
    XANES_OK = 0,
    XANES_FAILURE = 1,       /* the program or the machine failed */
    XANES_INVALID_INPUT = 2, /* a file, a structure, a list of sites or an option is at fault */
    XANES_MISUSE = 3,        /* the call is at fault: a handle that is not open, a NULL pointer, a length that does not fit */
    XANES_CANCELLED = 4      /* the flag of xanes_set_cancel_flag ended the call, whose arrays may hold any values */
};

/* A plugin, a model, a descriptor, a reconstruction, a measured spectrum, a comparison, an exploration. 0 is none. Handles are never given twice. */
typedef int64_t xanes_handle;

/* What a descriptor left out of one cluster. */
typedef struct {
    int32_t neighbours;    /* atoms in the cluster, the absorber not counted */
    int32_t ignored;       /* atoms within reach of an element that the spec does not list (spec: unlisted: ignore) */
    int32_t below_minimum; /* distances below r_min, which no bin holds */
} xanes_tally;

/* N sites (a structure and its absorbing atom) of S structures with A atoms in all, the atoms one after another. */
typedef struct {
    int64_t structure_count;        /* S */
    const int64_t *atom_offsets;    /* [S + 1]: structure s has the atoms from atom_offsets[s] up to atom_offsets[s + 1] - 1 */
    const int32_t *atomic_numbers;  /* [A] */
    const double *positions;        /* [A,3] */
    const double *cells;            /* [S,3,3], cell vectors as rows, read only where periodic; NULL where no structure is */
    const uint8_t *periodic;        /* [S,3], not 0 where a structure repeats along that cell vector; NULL where none does */
    int64_t site_count;             /* N */
    const int64_t *site_structures; /* [N], the structure of each site; NULL where site i is of structure i */
    const int64_t *absorbers;       /* [N], the absorber's index in its structure */
} xanes_sites;

/* How xanes_reconstruct searches. A field of 0 stands for its default, so a struct of zeros for all defaults. */
typedef struct {
    int32_t absorber;          /* the absorbing element's atomic number; 0: the descriptor's spec names it */
    int32_t method;            /* XANES_JOINT or XANES_TWO_STAGE */
    int32_t refine;            /* not 0: distances are moved to the middle of their bins, as far as all can go */
    int32_t maximum_solutions; /* the number of different structures to look for; 0: 1 */
    int32_t seed;              /* the same seed gives the same answer, unless the time limit cuts the search off */
    int32_t threads;           /* 0: as many as cores */
    double time_limit;         /* s, after which what came closest is the answer; 0: 10 */
    double minimum_distance;   /* angstrom, with refine: atoms are kept this far apart where their bins allow; 0: no minimum */
} xanes_search;

/* Ways to search. */
enum {
    XANES_JOINT = 0,    /* all coordinates at once */
    XANES_TWO_STAGE = 1 /* each element's atoms alone, then docked by rigid rotation, then polished together */
};

/* How well a structure's descriptor agrees with the given one. */
enum {
    XANES_EXACT = 0, /* every count is equal */
    XANES_NEAR = 1,  /* counts that differ do so because a distance lies at most a tenth of a bin outside its own */
    XANES_NONE = 2   /* some distance lies farther outside */
};

/* What is said of one structure that was found. */
typedef struct {
    int32_t verdict;          /* XANES_EXACT, XANES_NEAR or XANES_NONE */
    int32_t differing_counts; /* counts that stand in another bin */
    double farthest_outside;  /* the farthest that a sorted distance lies outside its bin, in bin widths */
    double distance_error;    /* angstrom, root mean square difference of the sorted distances to their bins' centres */
} xanes_solution;

/* How spectra are broadened: a Lorentzian for the lifetimes, then a Gaussian; full widths in eV. */
typedef struct {
    double core_hole_width; /* the Lorentzian's at and below the edge */
    double gamma_max;       /* what the final state adds far above it; 0: nothing */
    double e_cent;          /* where half of that is reached, in eV above the edge */
    double e_larg;          /* how gently it rises */
    double resolution;      /* the Gaussian's; 0: none */
} xanes_broadening;

/* ---- Library ---- */

/* The library's version, such as 0.1.0. */
int xanes_version(char *buffer, int64_t capacity, int64_t *length);

/* The library's version of this interface. */
int xanes_contract(int32_t *version);

/* The text of this thread's last error: what is wrong and what to do, one line (one a site where a call left many sites out). */
int xanes_last_error(char *buffer, int64_t capacity, int64_t *length);

/*
 * Names a flag that ends this thread's calls: while it is not 0, xanes_predict, xanes_predict_many, xanes_explain_domain,
 * xanes_describe_many, xanes_reconstruct, xanes_fit, xanes_open_exploration, xanes_explore, xanes_exploration_fit and xanes_mixture return
 * XANES_CANCELLED, within a few hundredths of a second also when they have begun.
 * Any thread may set the flag, and a signal handler may. It must stay where it is until this function names another. NULL: none.
 */
int xanes_set_cancel_flag(const volatile int32_t *flag);

/* What a handle stands for, as a JSON object. */
int xanes_info(xanes_handle handle, char *buffer, int64_t capacity, int64_t *length);

/* Closes a handle of any kind. Models that a plugin gave keep it open until they are closed too. */
int xanes_close(xanes_handle handle);

/* ---- Plugin: the models folder, the default model and the default descriptor that a manifest names ---- */

/* Opens a manifest (plugin.yaml). NULL: the one beside the library or in a folder above it. */
int xanes_open(const char *manifest_path, xanes_handle *plugin);

/* The names of the installed models, one a line. */
int xanes_models(xanes_handle plugin, char *buffer, int64_t capacity, int64_t *length);

/* ---- Descriptors ---- */

/* Opens a descriptor by a spec in YAML text (plugin may then be 0). spec NULL: the plugin's default descriptor. */
int xanes_open_descriptor(xanes_handle plugin, const char *spec, xanes_handle *descriptor);

/*
 * Opens the descriptor for the atoms that may absorb: the plugin's default one, where its absorber is among them, else that of the
 * default model; where that one's is no vector, the plugin's with the model's absorber and elements.
 */
int xanes_open_descriptor_for(xanes_handle plugin, int64_t atom_count, const int32_t *atomic_numbers, xanes_handle *descriptor);

/* Opens the descriptor that a model takes. */
int xanes_open_model_descriptor(xanes_handle model, xanes_handle *descriptor);

/* The number of values F in the vector. */
int xanes_descriptor_length(xanes_handle descriptor, int64_t *length);

/* A name for each value, one a line. */
int xanes_descriptor_labels(xanes_handle descriptor, char *buffer, int64_t capacity, int64_t *length);

/*
 * The vector of one absorber.
 *   cell      [3,3], cell vectors as rows; NULL where the structure is not periodic
 *   periodic  [3], not 0 where the structure repeats along that cell vector; NULL where it does not
 *   values    takes the vector, [value_count]; value_count must be F. A call that fails may leave any values here
 *   tally     takes what the vector left out; may be NULL
 */
int xanes_describe(xanes_handle descriptor,
                   int64_t atom_count, const int32_t *atomic_numbers, const double *positions,
                   const double *cell, const uint8_t *periodic, int64_t absorber,
                   float *values, int64_t value_count, xanes_tally *tally);

/*
 * The vectors of many absorbers, spread over threads.
 *   threads      the number of threads; 0 for as many as cores
 *   values       takes the vectors, [N,F]; value_count must be N * F. A row at fault is filled with NaN
 *   tallies      [N]; may be NULL
 *   statuses     NULL: the first site at fault ends the call with its status.
 *                Else sites at fault are left out, statuses [N] takes the status of each, and the call returns XANES_OK
 *   first_fault  takes the place in the list of the first site at fault, or -1, also where the call fails; may be NULL
 */
int xanes_describe_many(xanes_handle descriptor, const xanes_sites *sites, int32_t threads,
                        float *values, int64_t value_count, xanes_tally *tallies,
                        int32_t *statuses, int64_t *first_fault);

/* ---- From a descriptor back to structures ---- */

/*
 * Finds the structures that a vector of plain counts (sigma 0, no weight, no taper) describes.
 *   values          the counts, [value_count]; value_count must be F
 *   search          how; NULL: with all defaults
 *   reconstruction  takes a handle of what was found: at least one structure, whose verdict says whether it is a solution
 */
int xanes_reconstruct(xanes_handle descriptor, const float *values, int64_t value_count, const xanes_search *search,
                      xanes_handle *reconstruction);

/* The number of structures and of atoms in each of them, the absorber counted. Pointers that are NULL are passed over. */
int xanes_reconstruction_shape(xanes_handle reconstruction, int64_t *solution_count, int64_t *atom_count);

/*
 * One of the structures, best first: the absorber first, at the origin, then its neighbours by element and distance. It is defined
 * up to a rotation or reflection and to within the bins; no two structures superpose within 0.2 angstrom.
 *   atomic_numbers  takes [atom_count]; atom_count must be that of xanes_reconstruction_shape
 *   positions       takes [atom_count,3]
 *   solution        takes what is said of it; may be NULL
 */
int xanes_reconstruction_solution(xanes_handle reconstruction, int64_t index, int32_t *atomic_numbers, double *positions,
                                  int64_t atom_count, xanes_solution *solution);

/* ---- Models ---- */

/* Opens a model by its name or its folder. name_or_path NULL: the plugin's default model. plugin 0: by its folder. */
int xanes_open_model(xanes_handle plugin, const char *name_or_path, xanes_handle *model);

/*
 * The models that are taken where none is named: one line "SYMBOL NAME" for each element among the atoms that has a model, by atomic
 * number. A user's own models come before those of the manifest.
 */
int xanes_models_for(xanes_handle plugin, int64_t atom_count, const int32_t *atomic_numbers, char *buffer, int64_t capacity, int64_t *length);

/*
 * Opens the default model for the atoms that may absorb: all of a structure, or one. XANES_INVALID_INPUT where no model is for any of
 * them, or there are models for several; the text of the error names them.
 */
int xanes_open_model_for(xanes_handle plugin, int64_t atom_count, const int32_t *atomic_numbers, xanes_handle *model);

/*
 * The number of energies M, whether the model gives a standard deviation, and the edge energy that energies count from.
 * Pointers that are NULL are passed over.
 */
int xanes_model_shape(xanes_handle model, int64_t *energy_count, int32_t *has_sigma, double *edge_energy);

/* The energy grid: photon energies minus the edge energy, [energy_count]; energy_count must be M. */
int xanes_model_energies(xanes_handle model, double *energies, int64_t energy_count);

/*
 * Edge step (Mbarn per absorber) and what is added to photon energies to give a calibrated beamline's (eV); NaN where it is not known.
 * A photon energy is edge energy + energy + energy calibration. Pointers that are NULL are passed over.
 */
int xanes_model_calibration(xanes_handle model, double *edge_step, double *energy_calibration);

/*
 * How the model's spectra are broadened, and the narrowest core hole that can be asked for. Invalid input where a model learned finished
 * spectra, whose broadening is fixed. Pointers that are NULL are passed over.
 */
int xanes_model_broadening(xanes_handle model, xanes_broadening *broadening, double *narrowest_core_hole_width);

/*
 * The same model with its spectra broadened in another way: change a field of what xanes_model_broadening gives. Costs some 20 ms once
 * for each broadening; predictions take as long as before. The new handle keeps the model open.
 */
int xanes_broaden(xanes_handle model, const xanes_broadening *broadening, xanes_handle *broadened);

/*
 * The same model for structures with elements that it does not know: atoms of some are left out before each prediction, those of others are
 * taken as an element that it knows. Absorbers' indices stay those of the structure as it is given. Replaces the changes that the model
 * had; costs next to nothing. The new handle keeps the model open.
 *   ignored      atomic numbers, [ignored_count]; NULL and 0 for none
 *   substituted  atomic numbers, [substituted_count]; NULL and 0 for none
 *   taken_as     what each of these is taken as, [substituted_count]
 * Invalid input where an element is named twice, is the absorber's, or is to be taken as one that is ignored or that the model does not know.
 */
int xanes_change_neighbours(xanes_handle model, int64_t ignored_count, const int32_t *ignored,
                            int64_t substituted_count, const int32_t *substituted, const int32_t *taken_as, xanes_handle *changed);

/*
 * What the model takes the atoms of a structure as: takes [atom_count] atomic numbers, 0 for an atom that is ignored. xanes_explain_domain
 * tells the counts in words ("4 H ignored, 2 Al taken as Si").
 */
int xanes_taken_neighbours(xanes_handle model, int64_t atom_count, const int32_t *atomic_numbers, int32_t *taken);

/*
 * Where this thread's last error is an atom of an element that the model does not know: the element's atomic number, and the text of the
 * error without its remedy; else 0 and an empty text. Of a call that left many sites out, the first such one. atomic_number may be NULL.
 */
int xanes_last_unknown_element(int32_t *atomic_number, char *buffer, int64_t capacity, int64_t *length);

/*
 * The spectrum of one absorber. The structure is given as to xanes_describe.
 *   intensities  takes the absorption in edge steps, [energy_count]; energy_count must be M
 *   sigma        takes one standard deviation, [energy_count]; NULL where it is not wanted or the model has none
 *   inside       takes 1 where the structure resembles the training data, else 0; may be NULL
 *   distance     takes its distance from the training data in units of the limit: up to 1 is inside; may be NULL
 */
int xanes_predict(xanes_handle model,
                  int64_t atom_count, const int32_t *atomic_numbers, const double *positions,
                  const double *cell, const uint8_t *periodic, int64_t absorber,
                  float *intensities, float *sigma, int64_t energy_count, int32_t *inside, double *distance);

/*
 * The spectra of many absorbers, spread over threads. threads, statuses and first_fault are those of xanes_describe_many.
 *   intensities, sigma  as above, [N,M]; value_count must be N * M. A row at fault is filled with NaN
 *   inside, distances   as above, [N]
 */
int xanes_predict_many(xanes_handle model, const xanes_sites *sites, int32_t threads,
                       float *intensities, float *sigma, int64_t value_count, int32_t *inside, double *distances,
                       int32_t *statuses, int64_t *first_fault);

/* Why a structure is inside or outside of what the model has seen, in words. Costs a prediction. */
int xanes_explain_domain(xanes_handle model,
                         int64_t atom_count, const int32_t *atomic_numbers, const double *positions,
                         const double *cell, const uint8_t *periodic, int64_t absorber,
                         char *buffer, int64_t capacity, int64_t *length);

/* ---- Measured spectra ---- */

/* Ways to align two spectra. */
enum {
    XANES_LEAST_SQUARES = 0, /* the derivatives agree best from 15 eV below to 35 eV above the edge */
    XANES_DERIVATIVE = 1     /* the points of inflection agree */
};

/*
 * Reads measured spectra: XDI, Athena projects (Perl, JSON) and column files, told apart by their content. path may end in ":RECORD":
 * a label, a group's name or a number from 1. options is NULL or a JSON object: "columns" (such as "energy=1 i0=2 itrans=3"), "signal"
 * (automatic, transmission, fluorescence, reference), "unit" (automatic, eV, keV), "d_spacing" (angstrom).
 * xanes_info of the records lists them; those that are no spectra carry a "fault".
 */
int xanes_read_measured(const char *path, const char *options, xanes_handle *records);

/* One of the records as a measured spectrum; index counts from 0. xanes_info tells its points, label, reference and what its file says. */
int xanes_measured_record(xanes_handle records, int64_t index, xanes_handle *measured);

/*
 * A measured spectrum of points in any order; those that are not finite are left out.
 *   energies    photon energies in eV, [count]
 *   absorption  mu in any unit, [count]
 *   reference   that of a foil behind the sample, [count]; NULL where there is none
 */
int xanes_make_measured(const char *label, const double *energies, const double *absorption, const double *reference, int64_t count,
                        xanes_handle *measured);

/* The values of a measured spectrum, [count] each, as many as its points; absorption and reference may be NULL. */
int xanes_measured_values(xanes_handle measured, double *energies, double *absorption, double *reference, int64_t count);

/* A treated copy. options: "remove" (a list of pairs of eV), "deglitch", "rebin" (true or false), "energy_shift" (eV). */
int xanes_treat(xanes_handle measured, const char *options, xanes_handle *treated);

/* The shift (eV) to add to one spectrum's energies so that it lies on another of the same substance; correlation may be NULL. */
int xanes_align(xanes_handle moved, xanes_handle fixed, int32_t method, double *shift, double *correlation);

/*
 * Normalises a measured spectrum to an edge step of 1, as Larch's pre_edge. options: NULL or a JSON object with Larch's names: "e0",
 * "pre1", "pre2", "npre", "nvict", "norm1", "norm2", "nnorm", and "edge_step", "e0_method" (derivative, inflection, half-step,
 * white-line). xanes_info tells e0, the edge step and what was used.
 */
int xanes_normalise(xanes_handle measured, const char *options, xanes_handle *normalised);

/* The values of a normalised spectrum, [count] each; all but norm may be NULL. */
int xanes_normalised_values(xanes_handle normalised, double *norm, double *flat, double *pre_edge, double *post_edge, int64_t count);

/* ---- Predicted spectra beside a measured one ---- */

/* What xanes_compare gives of each spectrum: amplitude * predicted(E - shift) + offset + slope * (E - edge energy) = measured. */
typedef struct {
    double mse;         /* mean square difference in squared edge steps */
    double r_factor;    /* squared differences over squared measured values */
    double correlation; /* 1 at best */
    double shift;       /* eV, added to predicted photon energies */
    double amplitude;
    double offset;      /* edge steps */
    double slope;       /* edge steps per eV */
    double uncertainty; /* the most that an error of one sigma changes mse by; NaN without sigma */
} xanes_agreement;

/*
 * Prepares a measured spectrum for comparing predicted ones with it.
 *   energies, absorption  photon energies in eV, ascending, and the absorption in edge steps, [count]
 *   e0                    the measured edge's position in eV
 *   photon_energies       those of the predicted spectra in eV, ascending, [photon_count]
 *   edge_energy           that of the predicted spectra in eV
 *   options               NULL or a JSON object: "window" (two eV), "shift" (two eV; -10 and 10), "amplitude" (two; 0.9 and 1.1),
 *                         "background" (true: a straight line is fitted as well)
 */
int xanes_open_comparison(const double *energies, const double *absorption, int64_t count, double e0,
                          const double *photon_energies, int64_t photon_count, double edge_energy, const char *options,
                          xanes_handle *comparison);

/*
 * Compares predicted spectra, spread over threads (0: all cores).
 *   intensities, sigma  [spectrum_count, photon_count]; value_count must be their product. sigma may be NULL
 *   agreements          takes [spectrum_count]
 */
int xanes_compare(xanes_handle comparison, int64_t spectrum_count, const float *intensities, const float *sigma, int64_t value_count,
                  int32_t threads, xanes_agreement *agreements);

/* ---- From a measured spectrum to structures ---- */

/*
 * Finds all structures that fit a measured spectrum, with probabilities.
 *   starts           a site for each structure to start from; absorber -1 stands for all atoms of the model's element. Of several the
 *                    spectrum is a mixture
 *   photon_energies  eV, ascending, [point_count]
 *   absorption       in edge steps, the pre-edge line subtracted, [point_count]
 *   noise            one standard deviation, [noise_count]: 1 or point_count values; NULL where it is to be estimated
 *   spec             what varies and how to fit, in YAML ('xanes fit --help' and docs/fitting.md tell the keys)
 *   fit              takes a handle of the result; xanes_info gives it as JSON, but for its arrays
 */
int xanes_fit(xanes_handle model, const xanes_sites *starts, const double *photon_energies, const double *absorption,
              int64_t point_count, const double *noise, int64_t noise_count, const char *spec, xanes_handle *fit);

/*
 * An array of a fit's result. "arrays" of xanes_info names them with their shapes: samples [draws, parameters], log_posterior, best, ...
 *   values  takes the array; value_count must be the product of its shape
 */
int xanes_fit_array(xanes_handle fit, const char *name, double *values, int64_t value_count);

/* ---- A structure that is moved by hand, as by sliders ---- */

/*
 * Prepares a structure whose parameters are moved by hand: those of a fit. The exploration keeps the model open.
 *   start                        one site; absorber -1 stands for all atoms of the model's element
 *   photon_energies, absorption  the measured spectrum as for xanes_fit, [point_count]; NULL and 0 without one
 *   noise                        as for xanes_fit
 *   spec                         what varies, bounds and the fit's options, as for xanes_fit; where nothing varies it is chosen by the
 *                                structure. NULL: all defaults
 *   exploration                  takes a handle; xanes_info tells the model, the parameters with their bounds and neutral values, the
 *                                number of points and whether there is a measured spectrum
 */
int xanes_open_exploration(xanes_handle model, const xanes_sites *start, const double *photon_energies, const double *absorption,
                           int64_t point_count, const double *noise, int64_t noise_count, const char *spec,
                           xanes_handle *exploration);

/*
 * The photon energies (eV) of an exploration's spectra, [count]: those measured points that are compared, else the model's; and the
 * measured absorption in edge steps, [count]; NULL where it is not wanted or there is none.
 */
int xanes_exploration_energies(xanes_handle exploration, double *photon_energies, double *measured, int64_t count);

/*
 * Spectrum and structure at some values. Costs about as much as a prediction.
 *   values     a value for each parameter, [value_count], within its bounds
 *   predicted  takes the absorption in edge steps, [energy_count]
 *   adjusted   takes the same with the edge step and the background that suit the measured spectrum, [energy_count]; NULL where it is not
 *              wanted or there is no measured spectrum
 *   state      takes a handle; xanes_info tells the structures with their verdicts, the first absorber's surroundings and the quantities
 *              that follow. May be NULL
 */
int xanes_explore(xanes_handle exploration, const double *values, int64_t value_count, double *predicted, double *adjusted,
                  int64_t energy_count, xanes_handle *state);

/*
 * Fits within the parameters' bounds, as xanes_fit.
 *   values       where the parameters stand; core-hole width and resolution keep these where they do not vary
 *   vary_widths  not 0: core-hole width and resolution vary
 *   fraction     is given the share that is done, 0 to 1, while the fit runs; may be NULL
 *   fit          takes a handle of the result, as that of xanes_fit
 */
int xanes_exploration_fit(xanes_handle exploration, const double *values, int64_t value_count, int32_t vary_widths, double *fraction,
                          xanes_handle *fit);

/*
 * Takes the first of some spectra apart into the others: every mixture of up to four of up to thirty, ranked.
 *   point_counts                 the number of points of each spectrum, [spectrum_count]; N in all
 *   names                        the spectra's names, one a line
 *   photon_energies, absorption  the spectra one after the other: eV, ascending, and edge steps, [N]
 *   options                      NULL or a JSON object: "window" (two photon energies), "components" (the most; 4), "sum_to_one" (true),
 *                                "max_shift" (eV; 0)
 *   mixtures                     takes a handle of the result; xanes_info gives it as JSON
 */
int xanes_mixture(int64_t spectrum_count, const int64_t *point_counts, const char *names, const double *photon_energies,
                  const double *absorption, const char *options, xanes_handle *mixtures);

/* The principal components of a series of spectra, given as for xanes_mixture. options: NULL, or "window" (two photon energies). */
int xanes_components(int64_t spectrum_count, const int64_t *point_counts, const char *names, const double *photon_energies,
                     const double *absorption, const char *options, xanes_handle *components);

#ifdef __cplusplus
}
#endif

#endif
