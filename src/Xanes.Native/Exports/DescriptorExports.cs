using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Descriptors;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h on descriptors.</summary>
internal static unsafe class DescriptorExports
{
    public const string Kind = "descriptor";

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_descriptor")]
    public static Status Open(long plugin, byte* specText, long* descriptor)
    {
        try
        {
            Arguments.CheckGiven(descriptor, "descriptor");
            var spec = TextArguments.Read(specText) is { } text ? DescriptorSpec.Parse(text) : DefaultSpec(plugin);
            *descriptor = HandleTable.Open(Featurisers.CreateDescriptor(spec), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_descriptor_for")]
    public static Status OpenFor(long plugin, long atoms, int* atomicNumbers, long* descriptor)
    {
        try
        {
            Arguments.CheckGiven(descriptor, "descriptor");
            using var lease = HandleTable.Use<IXanesPlugin>(plugin, PluginExports.Kind);
            var spec = lease.Target.DescriptorFor(Arguments.Elements(atoms, atomicNumbers));
            *descriptor = HandleTable.Open(Featurisers.CreateDescriptor(spec), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_model_descriptor")]
    public static Status OpenOfModel(long model, long* descriptor)
    {
        try
        {
            Arguments.CheckGiven(descriptor, "descriptor");
            using var lease = HandleTable.Use<ISpectrumModel>(model, ModelExports.Kind);
            *descriptor = HandleTable.Open(Featurisers.CreateDescriptor(lease.Target.Info.Descriptor), () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_descriptor_length")]
    public static Status Length(long descriptor, long* length)
    {
        try
        {
            Arguments.CheckGiven(length, "length");
            using var lease = HandleTable.Use<IDescriptor>(descriptor, Kind);
            *length = lease.Target.Length;
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_descriptor_labels")]
    public static Status Labels(long descriptor, byte* buffer, long capacity, long* length)
    {
        try
        {
            using var lease = HandleTable.Use<IDescriptor>(descriptor, Kind);
            TextArguments.Write(string.Join('\n', lease.Target.Labels), buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_describe")]
    public static Status Describe(
        long descriptor, long atoms, int* atomicNumbers, double* positions, double* cell, byte* periodic, long absorber,
        float* values, long valueCount, DescriptorTally* tally)
    {
        try
        {
            using var lease = HandleTable.Use<IDescriptor>(descriptor, Kind);
            Arguments.CheckLength(values, "values", valueCount, lease.Target.Length);
            var structure = Arguments.Structure(atoms, atomicNumbers, positions, cell, periodic);
            var found = lease.Target.Describe(structure, Arguments.Absorber(absorber), new Span<float>(values, (int)valueCount));
            if (tally != null)
            {
                *tally = found;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_describe_many")]
    public static Status DescribeMany(
        long descriptor, SiteArrays* sites, int threads, float* values, long valueCount, DescriptorTally* tallies, int* statuses,
        long* firstFault)
    {
        var faults = new FaultReport(statuses, firstFault);
        try
        {
            using var lease = HandleTable.Use<IDescriptor>(descriptor, Kind);
            using var watch = CancelFlag.Watch();
            var list = Arguments.Sites(sites);
            Arguments.CheckLength(values, "values", valueCount, (long)list.Count * lease.Target.Length);
            var found = lease.Target.DescribeMany(
                list, Arguments.Memory(values, valueCount), Arguments.Memory(tallies, list.Count), faults.Options(threads, watch.Token));
            return faults.Report(list.Count, found);
        }
        catch (Exception fault)
        {
            return faults.Report(fault);
        }
    }

    private static DescriptorSpec DefaultSpec(long plugin)
    {
        using var lease = HandleTable.Use<IXanesPlugin>(plugin, PluginExports.Kind);
        return lease.Target.Manifest.DefaultDescriptor;
    }
}
