using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Models;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h on models.</summary>
internal static unsafe class ModelExports
{
    public const string Kind = "model";

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_model")]
    public static Status Open(long plugin, byte* idOrPath, long* model)
    {
        try
        {
            Arguments.CheckGiven(model, "model");
            *model = plugin == 0 ? OpenFolder(TextArguments.Read(idOrPath)) : OpenInstalled(plugin, TextArguments.Read(idOrPath));
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_model_shape")]
    public static Status Shape(long model, long* energyCount, int* hasSigma, double* edgeEnergy)
    {
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, Kind);
            if (energyCount != null)
            {
                *energyCount = lease.Target.Info.Energies.Length;
            }

            if (hasSigma != null)
            {
                *hasSigma = lease.Target.HasUncertainty ? 1 : 0;
            }

            if (edgeEnergy != null)
            {
                *edgeEnergy = lease.Target.Info.EdgeEnergy;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_model_energies")]
    public static Status Energies(long model, double* energies, long energyCount)
    {
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, Kind);
            var source = lease.Target.Info.Energies.Span;
            Arguments.CheckLength(energies, "energies", energyCount, source.Length);
            source.CopyTo(new Span<double>(energies, source.Length));
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_model_calibration")]
    public static Status Calibration(long model, double* edgeStep, double* energyCalibration)
    {
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, Kind);
            if (edgeStep != null)
            {
                *edgeStep = lease.Target.Info.EdgeStep ?? double.NaN;
            }

            if (energyCalibration != null)
            {
                *energyCalibration = lease.Target.Info.EnergyCalibration ?? double.NaN;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_model_broadening")]
    public static Status OwnBroadening(long model, BroadeningArguments* broadening, double* narrowestCoreHoleWidth)
    {
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, Kind);
            var info = lease.Target.Info;
            if (info is not { Broadening: { } own, NarrowestCoreHoleWidth: { } narrowest })
            {
                throw new InvalidInputException($"the broadening of model {info.Id} is fixed: it learned finished spectra");
            }

            if (broadening != null)
            {
                *broadening = BroadeningArguments.From(own);
            }

            if (narrowestCoreHoleWidth != null)
            {
                *narrowestCoreHoleWidth = narrowest;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_broaden")]
    public static Status Broaden(long model, BroadeningArguments* broadening, long* broadened)
    {
        try
        {
            Arguments.CheckGiven(broadened, "broadened");
            Arguments.CheckGiven(broadening, "broadening");
            var owner = HandleTable.Enter(model);
            try
            {
                var target = owner.Target as ISpectrumModel ?? throw new MisuseException($"handle {model} is not that of a model");
                *broadened = HandleTable.Open(target.WithBroadening(broadening->ToBroadening()), owner.Leave);
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

    private static long OpenFolder(string? folder)
    {
        var model = ModelFolder.Open(folder ?? throw new MisuseException("neither a plugin nor a model's folder is given; pass one of them"));
        return HandleTable.Open(model, model.Dispose);
    }

    /// <summary>The plugin keeps its models, so a model's handle keeps the plugin.</summary>
    private static long OpenInstalled(long plugin, string? idOrPath)
    {
        var owner = HandleTable.Enter(plugin);
        try
        {
            var target = owner.Target as IXanesPlugin ?? throw new MisuseException($"handle {plugin} is not that of a plugin");
            return HandleTable.Open(target.OpenModel(idOrPath), owner.Leave);
        }
        catch
        {
            owner.Leave();
            throw;
        }
    }
}
