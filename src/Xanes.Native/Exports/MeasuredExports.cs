using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Treatment;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h on measured spectra.</summary>
internal static unsafe class MeasuredExports
{
    public const string Kind = "measured spectrum";
    private const string RecordsKind = "list of records";
    private const string NormalisedKind = "normalised spectrum";

    [UnmanagedCallersOnly(EntryPoint = "xanes_read_measured")]
    public static Status Read(byte* path, byte* options, long* records)
    {
        try
        {
            Arguments.CheckGiven(path, "path");
            Arguments.CheckGiven(records, "records");
            MeasuredRecord[] found = [.. MeasuredFile.ReadAll(TextArguments.Read(path)!, MeasuredFileOptions.Parse(TextArguments.Read(options)))];
            *records = HandleTable.Open(found, () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_measured_record")]
    public static Status Record(long records, long index, long* measured)
    {
        try
        {
            Arguments.CheckGiven(measured, "measured");
            using var lease = HandleTable.Use<MeasuredRecord[]>(records, RecordsKind);
            if (index < 0 || index >= lease.Target.Length)
            {
                throw new MisuseException($"there is no record {index}: the file has {lease.Target.Length}, numbered from 0");
            }

            *measured = HandleTable.Open(lease.Target[index].SpectrumOrThrow(), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_make_measured")]
    public static Status Make(byte* label, double* energies, double* absorption, double* reference, long count, long* measured)
    {
        try
        {
            Arguments.CheckGiven(energies, "energies");
            Arguments.CheckGiven(absorption, "absorption");
            Arguments.CheckGiven(measured, "measured");
            if (count is < 0 or > MeasuredSpectrum.MostPoints)
            {
                throw new InvalidInputException($"{count} points; a spectrum has at most {MeasuredSpectrum.MostPoints}");
            }

            var name = TextArguments.Read(label) ?? "";
            *measured = HandleTable.Open(
                MeasuredHost.Make(name, (int)count, (long)energies, (long)absorption, (long)reference), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_measured_values")]
    public static Status Values(long measured, double* energies, double* absorption, double* reference, long count)
    {
        try
        {
            using var lease = HandleTable.Use<MeasuredSpectrum>(measured, Kind);
            Arguments.CheckLength(energies, "energies", count, lease.Target.Energies.Length);
            MeasuredHost.Copy(lease.Target, (long)energies, (long)absorption, (long)reference);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_treat")]
    public static Status Treat(long measured, byte* options, long* treated)
    {
        try
        {
            Arguments.CheckGiven(treated, "treated");
            using var lease = HandleTable.Use<MeasuredSpectrum>(measured, Kind);
            *treated = HandleTable.Open(SpectrumTreatment.Apply(lease.Target, TreatmentOptions.Parse(TextArguments.Read(options))), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_align")]
    public static Status Align(long moved, long fixedSpectrum, int method, double* shift, double* correlation)
    {
        try
        {
            Arguments.CheckGiven(shift, "shift");
            if (!Enum.IsDefined((AlignmentMethod)method))
            {
                throw new MisuseException($"'method' is {method}; give XANES_LEAST_SQUARES or XANES_DERIVATIVE");
            }

            using var lease = HandleTable.Use<MeasuredSpectrum>(moved, Kind);
            using var other = HandleTable.Use<MeasuredSpectrum>(fixedSpectrum, Kind);
            var alignment = EdgeAlignment.Find(lease.Target, other.Target, (AlignmentMethod)method);
            *shift = alignment.Shift;
            if (correlation != null)
            {
                *correlation = alignment.Correlation;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_normalise")]
    public static Status Normalise(long measured, byte* options, long* normalised)
    {
        try
        {
            Arguments.CheckGiven(normalised, "normalised");
            using var lease = HandleTable.Use<MeasuredSpectrum>(measured, Kind);
            *normalised = HandleTable.Open(PreEdge.Normalise(lease.Target, NormalisationOptions.Parse(TextArguments.Read(options))), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_normalised_values")]
    public static Status NormalisedValues(long normalised, double* norm, double* flat, double* preEdge, double* postEdge, long count)
    {
        try
        {
            using var lease = HandleTable.Use<NormalisedSpectrum>(normalised, NormalisedKind);
            Arguments.CheckLength(norm, "norm", count, lease.Target.Normalised.Length);
            MeasuredHost.Copy(lease.Target, (long)norm, (long)flat, (long)preEdge, (long)postEdge);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }
}
