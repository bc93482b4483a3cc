using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Native;

/// <summary>How spectra are broadened (<c>xanes_broadening</c>), full widths in eV.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BroadeningArguments
{
    /// <summary><see cref="Broadening.CoreHoleWidth"/>.</summary>
    public double CoreHoleWidth;

    /// <summary><see cref="Broadening.GammaMax"/>.</summary>
    public double GammaMax;

    /// <summary><see cref="Broadening.ECent"/>.</summary>
    public double ECent;

    /// <summary><see cref="Broadening.ELarg"/>.</summary>
    public double ELarg;

    /// <summary><see cref="Broadening.Resolution"/>.</summary>
    public double Resolution;

    /// <summary>The parameters of a broadening.</summary>
    public static BroadeningArguments From(Broadening broadening) => new()
    {
        CoreHoleWidth = broadening.CoreHoleWidth,
        GammaMax = broadening.GammaMax,
        ECent = broadening.ECent,
        ELarg = broadening.ELarg,
        Resolution = broadening.Resolution,
    };

    /// <summary>The broadening that they stand for.</summary>
    public readonly Broadening ToBroadening() => new(CoreHoleWidth, GammaMax, ECent, ELarg, Resolution);
}
