using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Fitting;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h that fit structures to measured spectra.</summary>
internal static unsafe class FitExports
{
    private const string Kind = "fit";

    [UnmanagedCallersOnly(EntryPoint = "xanes_fit")]
    public static Status Fit(
        long model, SiteArrays* starts, double* photonEnergies, double* absorption, long pointCount, double* noise, long noiseCount, byte* spec, long* fit)
    {
        try
        {
            Arguments.CheckGiven(fit, "fit");
            using var lease = HandleTable.Use<ISpectrumModel>(model, ModelExports.Kind);
            if (pointCount < 1 || noiseCount < 0)
            {
                throw new MisuseException($"{pointCount} points and {noiseCount} standard deviations cannot be fitted; give at least one point");
            }

            Arguments.CheckGiven(photonEnergies, "photon_energies");
            Arguments.CheckGiven(absorption, "absorption");
            var read = FitSpec.Read(YamlMap.Parse(TextArguments.Read(spec) ?? "{}", "the fit's options"));
            var given = noise == null || noiseCount == 0 ? default(ReadOnlyMemory<double>) : Arguments.Memory(noise, noiseCount).ToArray();
            var target = new FitTarget(
                Arguments.Memory(photonEnergies, pointCount).ToArray(),
                Arguments.Memory(absorption, pointCount).ToArray(),
                given.IsEmpty && read.Noise is { } deviation ? new[] { deviation } : given);
            using var watch = CancelFlag.Watch();
            var result = StructureFit.Run(
                lease.Target, target, read.StartsOf(Arguments.Sites(starts)), read.Options, cancellation: watch.Token);
            *fit = HandleTable.Open(result, () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_fit_array")]
    public static Status CopyArray(long fit, byte* name, double* values, long valueCount)
    {
        try
        {
            using var lease = HandleTable.Use<FitResult>(fit, Kind);
            var wanted = TextArguments.Read(name) ?? "";
            var arrays = FitArrays.Of(lease.Target);
            if (!arrays.TryGetValue(wanted, out var array))
            {
                throw new MisuseException($"a fit has no array '{wanted}'; it has {string.Join(", ", arrays.Keys)}");
            }

            Arguments.CheckLength(values, "values", valueCount, array.Values.Length);
            array.Values.CopyTo(new Span<double>(values, array.Values.Length));
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }
}
