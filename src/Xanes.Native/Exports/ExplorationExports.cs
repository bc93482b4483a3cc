using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Fitting.Exploration;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h on structures that are moved by hand.</summary>
internal static unsafe class ExplorationExports
{
    private const string Kind = "exploration";

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_exploration")]
    public static Status Open(
        long model, SiteArrays* start, double* photonEnergies, double* absorption, long pointCount, double* noise, long noiseCount, byte* spec,
        long* exploration)
    {
        try
        {
            Arguments.CheckGiven(exploration, "exploration");
            if (pointCount < 0 || noiseCount < 0)
            {
                throw new MisuseException($"{pointCount} points and {noiseCount} standard deviations; give 0 or more");
            }

            if (pointCount > 0)
            {
                Arguments.CheckGiven(photonEnergies, "photon_energies");
                Arguments.CheckGiven(absorption, "absorption");
            }

            var begin = ExplorationHost.Start(
                Arguments.Sites(start),
                Arguments.Memory(photonEnergies, pointCount).ToArray(),
                Arguments.Memory(absorption, pointCount).ToArray(),
                Arguments.Memory(noise, noiseCount).ToArray(),
                TextArguments.Read(spec) ?? "{}");
            var owner = HandleTable.Enter(model);
            try
            {
                var target = owner.Target as ISpectrumModel ?? throw new MisuseException($"handle {model} is not that of a model");
                using var watch = CancelFlag.Watch();
                *exploration = HandleTable.Open(StructureExploration.Open(target, begin, watch.Token), owner.Leave);
            }
            catch
            {
                owner.Leave();
                throw;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_exploration_energies")]
    public static Status Energies(long exploration, double* photonEnergies, double* measured, long count)
    {
        try
        {
            using var lease = HandleTable.Use<IStructureExploration>(exploration, Kind);
            Arguments.CheckLength(photonEnergies, "photon_energies", count, lease.Target.PhotonEnergies.Length);
            CheckMeasured(lease.Target, measured, "measured");
            ExplorationHost.CopyEnergies(lease.Target, (long)photonEnergies, (long)measured);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_explore")]
    public static Status Explore(
        long exploration, double* values, long valueCount, double* predicted, double* adjusted, long energyCount, long* state)
    {
        try
        {
            using var lease = HandleTable.Use<IStructureExploration>(exploration, Kind);
            Arguments.CheckLength(values, "values", valueCount, lease.Target.Parameters.Count);
            Arguments.CheckLength(predicted, "predicted", energyCount, lease.Target.PhotonEnergies.Length);
            CheckMeasured(lease.Target, adjusted, "adjusted");
            using var watch = CancelFlag.Watch();
            var found = ExplorationHost.Evaluate(lease.Target, (long)values, (int)valueCount, (long)predicted, (long)adjusted, watch.Token);
            if (state != null)
            {
                *state = HandleTable.Open(found, () => { });
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_exploration_fit")]
    public static Status Fit(long exploration, double* values, long valueCount, int varyWidths, double* fraction, long* fit)
    {
        try
        {
            Arguments.CheckGiven(fit, "fit");
            using var lease = HandleTable.Use<IStructureExploration>(exploration, Kind);
            Arguments.CheckLength(values, "values", valueCount, lease.Target.Parameters.Count);
            using var watch = CancelFlag.Watch();
            var result = ExplorationHost.Fit(lease.Target, (long)values, (int)valueCount, varyWidths != 0, (long)fraction, watch.Token);
            *fit = HandleTable.Open(result, () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    private static void CheckMeasured(IStructureExploration exploration, double* values, string name)
    {
        if (values != null && exploration.Measured.IsEmpty)
        {
            throw new MisuseException($"the exploration has no measured spectrum; pass null for '{name}'");
        }
    }
}
