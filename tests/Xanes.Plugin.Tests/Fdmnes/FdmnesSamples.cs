using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Tests.Fdmnes;

/// <summary>Recorded runs of FDMNES under tests/data/fdmnes, and the executable that stands in for it.</summary>
internal static class FdmnesSamples
{
    public static readonly FdmnesProtocol AgKGreen2 = FdmnesProtocol.Open("ag-k-green-2");

    public static string Folder(string sample) => TestFiles.Data($"fdmnes/{sample}");

    /// <summary>The seven atoms of the recorded cluster, absorber first.</summary>
    public static AtomicStructure Cluster { get; } = new(
        [47, 8, 8, 8, 8, 14, 14],
        [
            0.00, 0.00, 0.00, 0.94, 1.27, 1.40, 0.26, 1.49, -1.66, -0.85, -0.09, 2.16, -1.46, -1.81, 1.02, -0.85, 2.44, 2.57, 2.24, 1.27, 2.87,
        ]);

    public static FdmnesSite Site(string sample, string file)
    {
        var table = FdmnesTable.Read(Path.Combine(Folder(sample), file));
        return new FdmnesSite(table.Header!, table.Energies, table.Absorption);
    }

    /// <summary>A protocol like ag-k-green-2 but for some lines.</summary>
    public static FdmnesProtocol Variant(params (string Old, string New)[] changes)
    {
        var text = changes.Aggregate(FdmnesProtocols.ReadText("ag-k-green-2"), (yaml, change) => yaml.Replace(change.Old, change.New));
        return FdmnesProtocol.From(YamlMap.Parse(text, "variant"));
    }

    /// <summary>Makes an executable in a folder that plays one of the stand-in's parts.</summary>
    public static string StandIn(string folder, string part = "", string delay = "")
    {
        var script = Path.Combine(folder, "fdmnes-stand-in");
        File.WriteAllText(script, $"#!/bin/sh\nSTAND_IN={part} STAND_IN_DELAY={delay} exec '{Folder("stand-in.sh")}'\n");
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the stand-in is a shell script");
        }
        else
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return script;
    }
}
