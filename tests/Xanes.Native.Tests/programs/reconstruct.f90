!> reconstruct MANIFEST SITES THREADS OUT: the Fortran twin of reconstruct.c, with the same results in the same order.
program reconstruct
  use xanes
  implicit none

  integer(c_int64_t) :: structures, atoms, sites_count, plugin, descriptor, found, length, solutions, i, k, s, first
  integer(c_int64_t), allocatable :: offsets(:), site_structures(:), absorbers(:)
  integer(c_int32_t), allocatable :: numbers(:)
  real(c_double), allocatable :: positions(:, :), cells(:, :, :)
  integer(c_int8_t), allocatable :: periodic(:, :)
  real(c_float), allocatable :: values(:)
  character(len=4096) :: manifest, path, text
  type(xanes_search) :: search
  integer :: source, out

  call get_command_argument(1, manifest)
  call get_command_argument(2, path)
  open(newunit=source, file=trim(path), access='stream', form='unformatted', status='old', action='read')
  read(source) structures, atoms, sites_count
  allocate(offsets(structures + 1), numbers(atoms), positions(3, atoms), cells(3, 3, structures), periodic(3, structures))
  allocate(site_structures(sites_count), absorbers(sites_count))
  read(source) offsets, numbers, positions, cells, periodic, site_structures, absorbers
  close(source)
  call get_command_argument(3, text)
  read(text, *) search%threads
  search%maximum_solutions = 2
  search%refine = 1
  search%seed = 7
  call get_command_argument(4, path)
  open(newunit=out, file=trim(path), access='stream', form='unformatted', status='replace', action='write')

  call check(xanes_open(trim(manifest)//c_null_char, plugin))
  call check(xanes_open_descriptor(plugin, descriptor=descriptor))
  call check(xanes_descriptor_length(descriptor, length))
  allocate(values(length))
  do i = 1, sites_count
    s = site_structures(i) + 1
    first = offsets(s) + 1
    call check(xanes_describe(descriptor, offsets(s + 1) - offsets(s), numbers(first:), positions(:, first:), &
      absorber=absorbers(i), values=values, value_count=length))
    call check(xanes_reconstruct(descriptor, values, length, search, found))
    call check(xanes_reconstruction_shape(found, solutions, atoms))
    do k = 0, solutions - 1
      call write_solution(k)
    end do
    call check(xanes_close(found))
  end do
  call check(xanes_close(descriptor))
  call check(xanes_close(plugin))
  close(out)

contains

  subroutine check(status)
    integer(c_int), intent(in) :: status

    if (status == xanes_ok) return
    write(*, '(a,i0)') 'status ', status
    error stop 1
  end subroutine

  subroutine write_solution(index)
    integer(c_int64_t), intent(in) :: index
    integer(c_int32_t) :: found_numbers(atoms)
    real(c_double) :: found_positions(3, atoms)
    type(xanes_solution) :: solution

    call check(xanes_reconstruction_solution(found, index, found_numbers, found_positions, atoms, solution))
    write(out) found_numbers, found_positions
    write(out) solution%verdict, solution%differing_counts, solution%farthest_outside, solution%distance_error
  end subroutine
end program
