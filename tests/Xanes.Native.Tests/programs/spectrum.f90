!> spectrum MANIFEST: the K-edge spectrum of silver with four O and two Si.
program spectrum
  use xanes
  implicit none

  integer(c_int32_t), parameter :: atoms(7) = [47, 8, 8, 8, 8, 14, 14]
  real(c_double), parameter :: positions(3, 7) = reshape([ & ! angstrom
    0.00_c_double, 0.00_c_double, 0.00_c_double, 0.94_c_double, 1.27_c_double, 1.40_c_double, &
    0.26_c_double, 1.49_c_double, -1.66_c_double, -0.85_c_double, -0.09_c_double, 2.16_c_double, &
    -1.46_c_double, -1.81_c_double, 1.02_c_double, -0.85_c_double, 2.44_c_double, 2.57_c_double, &
    2.24_c_double, 1.27_c_double, 2.87_c_double], [3, 7])
  integer(c_int64_t) :: plugin, model, points, point
  integer(c_int32_t) :: inside
  real(c_double) :: edge_energy
  real(c_double), allocatable :: energies(:)
  real(c_float), allocatable :: intensities(:)
  character(len=1024) :: manifest

  call get_command_argument(1, manifest)
  call check(xanes_open(trim(manifest)//c_null_char, plugin))
  call check(xanes_open_model_for(plugin, 1_c_int64_t, atoms, model))
  call check(xanes_model_shape(model, points, edge_energy=edge_energy))
  allocate(energies(points), intensities(points))
  call check(xanes_model_energies(model, energies, points))
  call check(xanes_predict(model, 7_c_int64_t, atoms, positions, absorber=0_c_int64_t, intensities=intensities, &
    energy_count=points, inside=inside))

  write(*, '(a)') trim(merge('inside ', 'outside', inside == 1))//' of the domain'
  do point = 1, points, 20
    write(*, '(f0.1,a,f0.4)') edge_energy + energies(point), ' eV  ', intensities(point)
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
