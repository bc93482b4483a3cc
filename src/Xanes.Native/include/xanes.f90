!> Xanes for Fortran: the functions of xanes.h, whose comments say what each does. Arrays are passed as C lays them out:
!> positions(3, n), cell(3, 3) with a column for each cell vector, values(f, n).
module xanes
  use, intrinsic :: iso_c_binding
  implicit none
  public

  integer(c_int), parameter :: xanes_contract_version = 2
  integer(c_int), parameter :: xanes_ok = 0, xanes_failure = 1, xanes_invalid_input = 2, xanes_misuse = 3, xanes_cancelled = 4

  type, bind(c) :: xanes_tally
    integer(c_int32_t) :: neighbours, ignored, below_minimum
  end type

  !> c_loc of each array; c_null_ptr where it may be left out.
  type, bind(c) :: xanes_sites
    integer(c_int64_t) :: structure_count = 0
    type(c_ptr) :: atom_offsets = c_null_ptr
    type(c_ptr) :: atomic_numbers = c_null_ptr
    type(c_ptr) :: positions = c_null_ptr
    type(c_ptr) :: cells = c_null_ptr
    type(c_ptr) :: periodic = c_null_ptr
    integer(c_int64_t) :: site_count = 0
    type(c_ptr) :: site_structures = c_null_ptr
    type(c_ptr) :: absorbers = c_null_ptr
  end type

  integer(c_int32_t), parameter :: xanes_joint = 0, xanes_two_stage = 1
  integer(c_int32_t), parameter :: xanes_exact = 0, xanes_near = 1, xanes_none = 2

  type, bind(c) :: xanes_search
    integer(c_int32_t) :: absorber = 0, method = xanes_joint, refine = 0, maximum_solutions = 0, seed = 0, threads = 0
    real(c_double) :: time_limit = 0, minimum_distance = 0
  end type

  type, bind(c) :: xanes_solution
    integer(c_int32_t) :: verdict, differing_counts
    real(c_double) :: farthest_outside, distance_error
  end type

  integer(c_int32_t), parameter :: xanes_least_squares = 0, xanes_derivative = 1

  type, bind(c) :: xanes_agreement
    real(c_double) :: mse, r_factor, correlation, shift, amplitude, offset, slope, uncertainty
  end type

  type, bind(c) :: xanes_broadening
    real(c_double) :: core_hole_width, gamma_max, e_cent, e_larg, resolution
  end type

  interface
    integer(c_int) function xanes_version(buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int64_t
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), value :: capacity
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_contract(version) bind(c)
      import :: c_int, c_int32_t
      integer(c_int32_t), intent(out) :: version
    end function

    !> c_loc of an integer(c_int32_t), volatile, target; c_null_ptr for none.
    integer(c_int) function xanes_set_cancel_flag(flag) bind(c)
      import :: c_int, c_ptr
      type(c_ptr), value :: flag
    end function

    integer(c_int) function xanes_last_error(buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int64_t
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), value :: capacity
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_info(handle, buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: handle, capacity
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_close(handle) bind(c)
      import :: c_int, c_int64_t
      integer(c_int64_t), value :: handle
    end function

    !> Without a path: the manifest beside the library or in a folder above it.
    integer(c_int) function xanes_open(manifest_path, plugin) bind(c)
      import :: c_int, c_char, c_int64_t
      character(kind=c_char), intent(in), optional :: manifest_path(*)
      integer(c_int64_t), intent(out) :: plugin
    end function

    integer(c_int) function xanes_models(plugin, buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: plugin, capacity
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_open_descriptor(plugin, spec, descriptor) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: plugin
      character(kind=c_char), intent(in), optional :: spec(*)
      integer(c_int64_t), intent(out) :: descriptor
    end function

    !> The default descriptor for the atoms that may absorb.
    integer(c_int) function xanes_open_descriptor_for(plugin, atom_count, &
        atomic_numbers, descriptor) bind(c)
      import :: c_int, c_int32_t, c_int64_t
      integer(c_int64_t), value :: plugin, atom_count
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      integer(c_int64_t), intent(out) :: descriptor
    end function

    integer(c_int) function xanes_open_model_descriptor(model, descriptor) bind(c)
      import :: c_int, c_int64_t
      integer(c_int64_t), value :: model
      integer(c_int64_t), intent(out) :: descriptor
    end function

    integer(c_int) function xanes_descriptor_length(descriptor, length) bind(c)
      import :: c_int, c_int64_t
      integer(c_int64_t), value :: descriptor
      integer(c_int64_t), intent(out) :: length
    end function

    integer(c_int) function xanes_descriptor_labels(descriptor, buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: descriptor, capacity
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_describe(descriptor, atom_count, atomic_numbers, positions, cell, periodic, absorber, &
        values, value_count, tally) bind(c)
      import :: c_int, c_int8_t, c_int32_t, c_int64_t, c_double, c_float, xanes_tally
      integer(c_int64_t), value :: descriptor, atom_count, absorber, value_count
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      real(c_double), intent(in) :: positions(3, *)
      real(c_double), intent(in), optional :: cell(3, 3)
      integer(c_int8_t), intent(in), optional :: periodic(3)
      real(c_float), intent(out) :: values(*)
      type(xanes_tally), intent(out), optional :: tally
    end function

    integer(c_int) function xanes_describe_many(descriptor, sites, threads, values, value_count, tallies, statuses, &
        first_fault) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_float, xanes_sites, xanes_tally
      integer(c_int64_t), value :: descriptor, value_count
      type(xanes_sites), intent(in) :: sites
      integer(c_int32_t), value :: threads
      real(c_float), intent(out) :: values(*)
      type(xanes_tally), intent(out), optional :: tallies(*)
      integer(c_int32_t), intent(out), optional :: statuses(*)
      integer(c_int64_t), intent(out), optional :: first_fault
    end function

    integer(c_int) function xanes_reconstruct(descriptor, values, value_count, search, reconstruction) bind(c)
      import :: c_int, c_int64_t, c_float, xanes_search
      integer(c_int64_t), value :: descriptor, value_count
      real(c_float), intent(in) :: values(*)
      type(xanes_search), intent(in), optional :: search
      integer(c_int64_t), intent(out) :: reconstruction
    end function

    integer(c_int) function xanes_reconstruction_shape(reconstruction, solution_count, atom_count) bind(c)
      import :: c_int, c_int64_t
      integer(c_int64_t), value :: reconstruction
      integer(c_int64_t), intent(out), optional :: solution_count, atom_count
    end function

    integer(c_int) function xanes_reconstruction_solution(reconstruction, index, atomic_numbers, positions, atom_count, &
        solution) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_double, xanes_solution
      integer(c_int64_t), value :: reconstruction, index, atom_count
      integer(c_int32_t), intent(out) :: atomic_numbers(*)
      real(c_double), intent(out) :: positions(3, *)
      type(xanes_solution), intent(out), optional :: solution
    end function

    !> Without a name or path: the plugin's default model.
    integer(c_int) function xanes_open_model(plugin, name_or_path, model) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: plugin
      character(kind=c_char), intent(in), optional :: name_or_path(*)
      integer(c_int64_t), intent(out) :: model
    end function

    !> A line "SYMBOL NAME" for each element that has a default model.
    integer(c_int) function xanes_models_for(plugin, atom_count, &
        atomic_numbers, buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int32_t, c_int64_t
      integer(c_int64_t), value :: plugin, atom_count, capacity
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), intent(out), optional :: length
    end function

    !> The default model for the atoms that may absorb.
    integer(c_int) function xanes_open_model_for(plugin, atom_count, &
        atomic_numbers, model) bind(c)
      import :: c_int, c_int32_t, c_int64_t
      integer(c_int64_t), value :: plugin, atom_count
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      integer(c_int64_t), intent(out) :: model
    end function

    integer(c_int) function xanes_model_shape(model, energy_count, has_sigma, edge_energy) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_double
      integer(c_int64_t), value :: model
      integer(c_int64_t), intent(out), optional :: energy_count
      integer(c_int32_t), intent(out), optional :: has_sigma
      real(c_double), intent(out), optional :: edge_energy
    end function

    integer(c_int) function xanes_model_energies(model, energies, energy_count) bind(c)
      import :: c_int, c_int64_t, c_double
      integer(c_int64_t), value :: model, energy_count
      real(c_double), intent(out) :: energies(*)
    end function

    integer(c_int) function xanes_model_calibration(model, edge_step, energy_calibration) bind(c)
      import :: c_int, c_int64_t, c_double
      integer(c_int64_t), value :: model
      real(c_double), intent(out), optional :: edge_step, energy_calibration
    end function

    integer(c_int) function xanes_model_broadening(model, broadening, narrowest_core_hole_width) bind(c)
      import :: c_int, c_int64_t, c_double, xanes_broadening
      integer(c_int64_t), value :: model
      type(xanes_broadening), intent(out), optional :: broadening
      real(c_double), intent(out), optional :: narrowest_core_hole_width
    end function

    integer(c_int) function xanes_broaden(model, broadening, broadened) bind(c)
      import :: c_int, c_int64_t, xanes_broadening
      integer(c_int64_t), value :: model
      type(xanes_broadening), intent(in) :: broadening
      integer(c_int64_t), intent(out) :: broadened
    end function

    integer(c_int) function xanes_change_neighbours(model, ignored_count, ignored, substituted_count, substituted, &
        taken_as, changed) bind(c)
      import :: c_int, c_int32_t, c_int64_t
      integer(c_int64_t), value :: model, ignored_count, substituted_count
      integer(c_int32_t), intent(in), optional :: ignored(*), substituted(*), taken_as(*)
      integer(c_int64_t), intent(out) :: changed
    end function

    integer(c_int) function xanes_taken_neighbours(model, atom_count, atomic_numbers, taken) bind(c)
      import :: c_int, c_int32_t, c_int64_t
      integer(c_int64_t), value :: model, atom_count
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      integer(c_int32_t), intent(out) :: taken(*)
    end function

    integer(c_int) function xanes_last_unknown_element(atomic_number, buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int32_t, c_int64_t
      integer(c_int32_t), intent(out), optional :: atomic_number
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), value :: capacity
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_predict(model, atom_count, atomic_numbers, positions, cell, periodic, absorber, &
        intensities, sigma, energy_count, inside, distance) bind(c)
      import :: c_int, c_int8_t, c_int32_t, c_int64_t, c_double, c_float
      integer(c_int64_t), value :: model, atom_count, absorber, energy_count
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      real(c_double), intent(in) :: positions(3, *)
      real(c_double), intent(in), optional :: cell(3, 3)
      integer(c_int8_t), intent(in), optional :: periodic(3)
      real(c_float), intent(out) :: intensities(*)
      real(c_float), intent(out), optional :: sigma(*)
      integer(c_int32_t), intent(out), optional :: inside
      real(c_double), intent(out), optional :: distance
    end function

    integer(c_int) function xanes_predict_many(model, sites, threads, intensities, sigma, value_count, inside, distances, &
        statuses, first_fault) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_double, c_float, xanes_sites
      integer(c_int64_t), value :: model, value_count
      type(xanes_sites), intent(in) :: sites
      integer(c_int32_t), value :: threads
      real(c_float), intent(out) :: intensities(*)
      real(c_float), intent(out), optional :: sigma(*)
      integer(c_int32_t), intent(out), optional :: inside(*)
      real(c_double), intent(out), optional :: distances(*)
      integer(c_int32_t), intent(out), optional :: statuses(*)
      integer(c_int64_t), intent(out), optional :: first_fault
    end function

    !> Without spec: nothing varies but the nuisances. Without noise: it is estimated.
    integer(c_int) function xanes_fit(model, starts, photon_energies, absorption, point_count, noise, noise_count, spec, fit) &
        bind(c)
      import :: c_int, c_char, c_int64_t, c_double, xanes_sites
      integer(c_int64_t), value :: model, point_count, noise_count
      type(xanes_sites), intent(in) :: starts
      real(c_double), intent(in) :: photon_energies(*), absorption(*)
      real(c_double), intent(in), optional :: noise(*)
      character(kind=c_char), intent(in), optional :: spec(*)
      integer(c_int64_t), intent(out) :: fit
    end function

    integer(c_int) function xanes_fit_array(fit, name, values, value_count) bind(c)
      import :: c_int, c_char, c_int64_t, c_double
      integer(c_int64_t), value :: fit, value_count
      character(kind=c_char), intent(in) :: name(*)
      real(c_double), intent(out) :: values(*)
    end function

    !> Without spec: what varies is chosen by the structure. Without noise: it is estimated. point_count 0: no measured spectrum.
    integer(c_int) function xanes_open_exploration(model, start, photon_energies, absorption, point_count, noise, noise_count, &
        spec, exploration) bind(c)
      import :: c_int, c_char, c_int64_t, c_double, xanes_sites
      integer(c_int64_t), value :: model, point_count, noise_count
      type(xanes_sites), intent(in) :: start
      real(c_double), intent(in), optional :: photon_energies(*), absorption(*), noise(*)
      character(kind=c_char), intent(in), optional :: spec(*)
      integer(c_int64_t), intent(out) :: exploration
    end function

    integer(c_int) function xanes_exploration_energies(exploration, photon_energies, measured, count) bind(c)
      import :: c_int, c_int64_t, c_double
      integer(c_int64_t), value :: exploration, count
      real(c_double), intent(out) :: photon_energies(*)
      real(c_double), intent(out), optional :: measured(*)
    end function

    integer(c_int) function xanes_explore(exploration, values, value_count, predicted, adjusted, energy_count, state) bind(c)
      import :: c_int, c_int64_t, c_double
      integer(c_int64_t), value :: exploration, value_count, energy_count
      real(c_double), intent(in) :: values(*)
      real(c_double), intent(out) :: predicted(*)
      real(c_double), intent(out), optional :: adjusted(*)
      integer(c_int64_t), intent(out), optional :: state
    end function

    !> fraction may be read while the fit runs: it is given the share that is done, 0 to 1.
    integer(c_int) function xanes_exploration_fit(exploration, values, value_count, vary_widths, fraction, fit) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_double
      integer(c_int64_t), value :: exploration, value_count
      real(c_double), intent(in) :: values(*)
      integer(c_int32_t), value :: vary_widths
      real(c_double), intent(inout), optional, asynchronous :: fraction
      integer(c_int64_t), intent(out) :: fit
    end function

    !> The first spectrum as a mixture of the others, which stand one after the other; names are one a line,
    !> parted by new_line('a').
    integer(c_int) function xanes_mixture(spectrum_count, point_counts, names, photon_energies, absorption, &
        options, mixtures) bind(c)
      import :: c_int, c_char, c_int64_t, c_double
      integer(c_int64_t), value :: spectrum_count
      integer(c_int64_t), intent(in) :: point_counts(*)
      character(kind=c_char), intent(in) :: names(*)
      real(c_double), intent(in) :: photon_energies(*), absorption(*)
      character(kind=c_char), intent(in), optional :: options(*)
      integer(c_int64_t), intent(out) :: mixtures
    end function

    integer(c_int) function xanes_components(spectrum_count, point_counts, names, photon_energies, absorption, &
        options, components) bind(c)
      import :: c_int, c_char, c_int64_t, c_double
      integer(c_int64_t), value :: spectrum_count
      integer(c_int64_t), intent(in) :: point_counts(*)
      character(kind=c_char), intent(in) :: names(*)
      real(c_double), intent(in) :: photon_energies(*), absorption(*)
      character(kind=c_char), intent(in), optional :: options(*)
      integer(c_int64_t), intent(out) :: components
    end function

    integer(c_int) function xanes_explain_domain(model, atom_count, atomic_numbers, positions, cell, periodic, absorber, &
        buffer, capacity, length) bind(c)
      import :: c_int, c_char, c_int8_t, c_int32_t, c_int64_t, c_double
      integer(c_int64_t), value :: model, atom_count, absorber, capacity
      integer(c_int32_t), intent(in) :: atomic_numbers(*)
      real(c_double), intent(in) :: positions(3, *)
      real(c_double), intent(in), optional :: cell(3, 3)
      integer(c_int8_t), intent(in), optional :: periodic(3)
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_int64_t), intent(out), optional :: length
    end function

    integer(c_int) function xanes_read_measured(path, options, records) bind(c)
      import :: c_int, c_char, c_int64_t
      character(kind=c_char), intent(in) :: path(*)
      character(kind=c_char), intent(in), optional :: options(*)
      integer(c_int64_t), intent(out) :: records
    end function

    integer(c_int) function xanes_measured_record(records, index, measured) bind(c)
      import :: c_int, c_int64_t
      integer(c_int64_t), value :: records, index
      integer(c_int64_t), intent(out) :: measured
    end function

    integer(c_int) function xanes_make_measured(label, energies, absorption, reference, count, measured) bind(c)
      import :: c_int, c_char, c_int64_t, c_double
      character(kind=c_char), intent(in) :: label(*)
      real(c_double), intent(in) :: energies(*), absorption(*)
      real(c_double), intent(in), optional :: reference(*)
      integer(c_int64_t), value :: count
      integer(c_int64_t), intent(out) :: measured
    end function

    integer(c_int) function xanes_measured_values(measured, energies, absorption, reference, count) bind(c)
      import :: c_int, c_int64_t, c_double
      integer(c_int64_t), value :: measured, count
      real(c_double), intent(out) :: energies(*)
      real(c_double), intent(out), optional :: absorption(*), reference(*)
    end function

    integer(c_int) function xanes_treat(measured, options, treated) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: measured
      character(kind=c_char), intent(in), optional :: options(*)
      integer(c_int64_t), intent(out) :: treated
    end function

    integer(c_int) function xanes_align(moved, fixed, method, shift, correlation) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_double
      integer(c_int64_t), value :: moved, fixed
      integer(c_int32_t), value :: method
      real(c_double), intent(out) :: shift
      real(c_double), intent(out), optional :: correlation
    end function

    integer(c_int) function xanes_normalise(measured, options, normalised) bind(c)
      import :: c_int, c_char, c_int64_t
      integer(c_int64_t), value :: measured
      character(kind=c_char), intent(in), optional :: options(*)
      integer(c_int64_t), intent(out) :: normalised
    end function

    integer(c_int) function xanes_normalised_values(normalised, norm, flat, pre_edge, post_edge, count) bind(c)
      import :: c_int, c_int64_t, c_double
      integer(c_int64_t), value :: normalised, count
      real(c_double), intent(out) :: norm(*)
      real(c_double), intent(out), optional :: flat(*), pre_edge(*), post_edge(*)
    end function

    integer(c_int) function xanes_open_comparison(energies, absorption, count, e0, photon_energies, photon_count, edge_energy, &
        options, comparison) bind(c)
      import :: c_int, c_char, c_int64_t, c_double
      real(c_double), intent(in) :: energies(*), absorption(*), photon_energies(*)
      integer(c_int64_t), value :: count, photon_count
      real(c_double), value :: e0, edge_energy
      character(kind=c_char), intent(in), optional :: options(*)
      integer(c_int64_t), intent(out) :: comparison
    end function

    integer(c_int) function xanes_compare(comparison, spectrum_count, intensities, sigma, value_count, threads, agreements) bind(c)
      import :: c_int, c_int32_t, c_int64_t, c_float, c_double, xanes_agreement
      integer(c_int64_t), value :: comparison, spectrum_count, value_count
      real(c_float), intent(in) :: intensities(*)
      real(c_float), intent(in), optional :: sigma(*)
      integer(c_int32_t), value :: threads
      type(xanes_agreement), intent(out) :: agreements(*)
    end function
  end interface
end module
