using Xanes.Interop;
using YamlDotNet.RepresentationModel;

namespace Xanes.Plugin.Models;

/// <summary>The key <c>energies</c> of a card: start, step and count where the axis is even, else a list.</summary>
internal static class EnergyAxisYaml
{
    private const double Tolerance = 1e-9;

    private const int MostPoints = 100_000;

    public static YamlNode Write(ReadOnlySpan<double> energies)
    {
        var (start, step) = (energies[0], energies[1] - energies[0]);
        for (var i = 0; i < energies.Length; i++)
        {
            if (Math.Abs(energies[i] - (start + (i * step))) > Tolerance)
            {
                return YamlNodes.Numbers(energies.ToArray());
            }
        }

        return YamlNodes.FlowMap(
            ("start", YamlNodes.Number(start)), ("step", YamlNodes.Number(step)), ("count", YamlNodes.Number(energies.Length)));
    }

    public static double[] Read(YamlMap card)
    {
        double[] energies;
        if (card.IsSequence("energies"))
        {
            energies = card.Numbers("energies");
        }
        else
        {
            var axis = card.Map("energies");
            var (start, step, count) = (axis.Number("start"), axis.Number("step"), axis.Integer("count"));
            energies = [.. Enumerable.Range(0, Math.Clamp(count, 0, MostPoints)).Select(i => start + (i * step))];
        }

        var ascends = energies.Length >= 2 && energies.All(double.IsFinite) && energies.Zip(energies.Skip(1)).All(pair => pair.First < pair.Second);
        return ascends ? energies : throw new InvalidInputException($"{card.Source}: 'energies' must be at least two ascending numbers");
    }
}
