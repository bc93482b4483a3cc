!> compute MANIFEST SITES THREADS OUT MODEL: the Fortran twin of compute.c, with the same results in the same order.
program compute
  use xanes
  implicit none

  integer(c_int64_t) :: structures, atoms, sites_count, plugin, model, vector_model, descriptor
  integer(c_int64_t), allocatable, target :: offsets(:), site_structures(:), absorbers(:)
  integer(c_int32_t), allocatable, target :: numbers(:)
  real(c_double), allocatable, target :: positions(:, :), cells(:, :, :)
  integer(c_int8_t), allocatable, target :: periodic(:, :)
  type(xanes_sites) :: sites
  character(len=4096) :: manifest, path, text
  integer(c_int32_t) :: threads
  integer :: source, out

  call get_command_argument(1, manifest)
  call get_command_argument(2, path)
  open(newunit=source, file=trim(path), access='stream', form='unformatted', status='old', action='read')
  read(source) structures, atoms, sites_count
  allocate(offsets(structures + 1), numbers(atoms), positions(3, atoms), cells(3, 3, structures), periodic(3, structures))
  allocate(site_structures(sites_count), absorbers(sites_count))
  read(source) offsets, numbers, positions, cells, periodic, site_structures, absorbers
  close(source)
  sites = xanes_sites(structures, c_loc(offsets), c_loc(numbers), c_loc(positions), c_loc(cells), c_loc(periodic), &
    sites_count, c_loc(site_structures), c_loc(absorbers))
  call get_command_argument(3, text)
  read(text, *) threads
  call get_command_argument(4, path)
  open(newunit=out, file=trim(path), access='stream', form='unformatted', status='replace', action='write')

  call check(xanes_open(trim(manifest)//c_null_char, plugin))
  call check(xanes_open_model(plugin, model=model))
  call get_command_argument(5, path)
  call check(xanes_open_model(plugin, trim(path)//c_null_char, vector_model))
  call check(xanes_open_descriptor(plugin, descriptor=descriptor))
  call describe()
  call check(xanes_open_model_descriptor(vector_model, descriptor))
  call describe()
  call predict(model)
  call predict(vector_model)
  call check(xanes_close(plugin))
  call check(xanes_close(model))
  call check(xanes_close(vector_model))
  close(out)

contains

  subroutine check(status)
    integer(c_int), intent(in) :: status
    character(kind=c_char) :: buffer(4096)
    integer(c_int64_t) :: length
    integer :: ignored

    if (status == xanes_ok) return
    ignored = xanes_last_error(buffer, size(buffer, kind=c_int64_t), length)
    write(*, '(a,i0,*(a))') 'status ', status, ': ', buffer(1:min(length, size(buffer, kind=c_int64_t) - 1))
    error stop 1
  end subroutine

  subroutine describe()
    real(c_float), allocatable :: values(:, :)
    type(xanes_tally), allocatable :: tallies(:)
    integer(c_int64_t) :: length, i, s, first, count

    call check(xanes_descriptor_length(descriptor, length))
    allocate(values(length, sites_count), tallies(sites_count))
    do i = 1, sites_count
      s = site_structures(i) + 1
      first = offsets(s) + 1
      count = offsets(s + 1) - offsets(s)
      call check(xanes_describe(descriptor, count, numbers(first:), positions(:, first:), cells(:, :, s), periodic(:, s), &
        absorbers(i), values(:, i), length))
    end do
    write(out) values
    call check(xanes_describe_many(descriptor, sites, threads, values, size(values, kind=c_int64_t), tallies))
    write(out) values
    do i = 1, sites_count
      write(out) tallies(i)%neighbours, tallies(i)%ignored, tallies(i)%below_minimum
    end do
    call check(xanes_close(descriptor))
  end subroutine

  subroutine predict(model)
    integer(c_int64_t), intent(in) :: model
    real(c_float), allocatable :: intensities(:, :)
    integer(c_int32_t), allocatable :: inside(:)
    real(c_double), allocatable :: distances(:), energies(:)
    integer(c_int64_t) :: points, i, s, first, count

    call check(xanes_model_shape(model, points))
    allocate(intensities(points, sites_count), inside(sites_count), distances(sites_count), energies(points))
    do i = 1, sites_count
      s = site_structures(i) + 1
      first = offsets(s) + 1
      count = offsets(s + 1) - offsets(s)
      call check(xanes_predict(model, count, numbers(first:), positions(:, first:), cells(:, :, s), periodic(:, s), &
        absorbers(i), intensities(:, i), energy_count=points, inside=inside(i), distance=distances(i)))
    end do
    write(out) intensities
    call check(xanes_predict_many(model, sites, threads, intensities, value_count=size(intensities, kind=c_int64_t), &
      inside=inside, distances=distances))
    write(out) intensities, inside, distances
    call check(xanes_model_energies(model, energies, points))
    write(out) energies
  end subroutine
end program
