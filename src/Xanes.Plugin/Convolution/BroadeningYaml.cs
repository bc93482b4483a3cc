using Xanes.Interop;

namespace Xanes.Plugin.Convolution;

/// <summary>The parameters of a broadening as protocols, data sets and cards write them.</summary>
internal static class BroadeningYaml
{
    /// <summary>Reads core_hole_width, and gamma_max, e_cent and e_larg where they differ from FDMNES's own 15, 30 and 30 eV.</summary>
    /// <exception cref="InvalidInputException">A parameter is missing or out of its range.</exception>
    public static Broadening Read(YamlMap map)
    {
        var own = new Broadening(map.NumberBetween("core_hole_width", Broadening.SmallestCoreHoleWidth, Broadening.LargestWidth));
        return own with
        {
            GammaMax = Between("gamma_max", own.GammaMax, 0.0, Broadening.LargestWidth),
            ECent = Between("e_cent", own.ECent, 1.0, Broadening.LargestEnergy),
            ELarg = Between("e_larg", own.ELarg, 1.0, Broadening.LargestEnergy),
            Resolution = map.Has("resolution") && map.Number("resolution") != 0.0
                ? map.NumberBetween("resolution", Broadening.SmallestResolution, Broadening.LargestResolution)
                : 0.0,
        };

        double Between(string key, double otherwise, double least, double most) =>
            map.Has(key) ? map.NumberBetween(key, least, most) : otherwise;
    }
}
