!> neighbours MANIFEST: prints the spectrum that neighbours.c does, with 9 digits.
program neighbours
  use xanes
  implicit none

  integer(c_int32_t), parameter :: numbers(6) = [3, 47, 8, 8, 31, 12]
  real(c_double), parameter :: positions(3, 6) = reshape([ & ! angstrom
    0.0_c_double, 0.0_c_double, 1.6_c_double, 0.0_c_double, 0.0_c_double, 0.0_c_double, &
    2.1_c_double, 0.0_c_double, 0.0_c_double, -2.2_c_double, 0.0_c_double, 0.0_c_double, &
    0.0_c_double, 3.2_c_double, 0.0_c_double, 0.0_c_double, -3.4_c_double, 0.0_c_double], [3, 6])
  integer(c_int64_t) :: plugin, model, changed, points, point
  integer(c_int32_t) :: taken(6)
  real(c_float), allocatable :: intensities(:)
  character(len=1024) :: manifest

  call get_command_argument(1, manifest)
  call check(xanes_open(trim(manifest)//c_null_char, plugin))
  call check(xanes_open_model(plugin, "ag-k-fast"//c_null_char, model))
  call check(xanes_change_neighbours(model, 2_c_int64_t, [3_c_int32_t, 12_c_int32_t], 1_c_int64_t, [31_c_int32_t], &
    [14_c_int32_t], changed))
  call check(xanes_taken_neighbours(changed, 6_c_int64_t, numbers, taken))
  if (any(taken /= [0, 47, 8, 8, 14, 0])) error stop 2
  call check(xanes_model_shape(changed, points))
  allocate(intensities(points))
  call check(xanes_predict(changed, 6_c_int64_t, numbers, positions, absorber=1_c_int64_t, &
    intensities=intensities, energy_count=points))
  do point = 1, points
    write(*, '(es16.8)') intensities(point)
  end do
  call check(xanes_close(plugin))

contains

  subroutine check(status)
    integer(c_int), intent(in) :: status
    character(kind=c_char) :: text(1024)
    integer(c_int64_t) :: length
    integer :: ignored

    if (status == xanes_ok) return
    ignored = xanes_last_error(text, size(text, kind=c_int64_t), length)
    write(*, '(*(a))') text(1:min(length, size(text, kind=c_int64_t) - 1))
    error stop 1
  end subroutine

end program
