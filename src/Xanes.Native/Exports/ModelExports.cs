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
            *model = plugin == 0 ? OpenFolder(TextArguments.Read(idOrPath)) : OpenNamed(plugin, TextArguments.Read(idOrPath));
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_models_for")]
    public static Status ModelsFor(long plugin, long atoms, int* atomicNumbers, byte* buffer, long capacity, long* length)
    {
        try
        {
            using var lease = HandleTable.Use<IXanesPlugin>(plugin, PluginExports.Kind);
            var choices = lease.Target.ModelsFor(Arguments.Elements(atoms, atomicNumbers));
            TextArguments.Write(string.Join('\n', choices.Select(choice => $"{choice.Absorber} {choice.Id}")), buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_model_for")]
    public static Status OpenFor(long plugin, long atoms, int* atomicNumbers, long* model)
    {
        try
        {
            Arguments.CheckGiven(model, "model");
            var elements = Arguments.Elements(atoms, atomicNumbers);
            *model = OpenInstalled(plugin, target => ModelChoice.Of(target, elements)?.Id);
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
            var wanted = broadening->ToBroadening();
            *broadened = OpenChanged(model, target => target.WithBroadening(wanted));
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    /// <summary>The model as it is after a change; its handle keeps the other's open.</summary>
    internal static long OpenChanged(long model, Func<ISpectrumModel, ISpectrumModel> change)
    {
        var owner = HandleTable.Enter(model);
        try
        {
            var target = owner.Target as ISpectrumModel ?? throw new MisuseException($"handle {model} is not that of a model");
            return HandleTable.Open(change(target), owner.Leave);
        }
        catch
        {
            owner.Leave();
            throw;
        }
    }

    private static long OpenFolder(string? folder)
    {
        var model = ModelFolder.Open(folder ?? throw new MisuseException("neither a plugin nor a model's folder is given; pass one of them"));
        return HandleTable.Open(model, model.Dispose);
    }

    private static long OpenNamed(long plugin, string? idOrPath) => OpenInstalled(plugin, _ => idOrPath);

    /// <summary>The plugin keeps its models, so a model's handle keeps the plugin.</summary>
    private static long OpenInstalled(long plugin, Func<IXanesPlugin, string?> name)
    {
        var owner = HandleTable.Enter(plugin);
        try
        {
            var target = owner.Target as IXanesPlugin ?? throw new MisuseException($"handle {plugin} is not that of a plugin");
            return HandleTable.Open(target.OpenModel(name(target)), owner.Leave);
        }
        catch
        {
            owner.Leave();
            throw;
        }
    }
}
