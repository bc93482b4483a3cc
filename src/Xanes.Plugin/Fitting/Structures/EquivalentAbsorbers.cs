using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>Finds which absorbers of a start have the same spectrum whatever the parameters are, so that one stands for all of them.</summary>
internal static class EquivalentAbsorbers
{
    private const int Trials = 4;
    private const float Tolerance = 2e-4f;

    /// <summary>The absorbers in groups, each group's first in the order of the structure.</summary>
    /// <param name="builder">The start.</param>
    /// <param name="parameters">All parameters; values are drawn from their priors.</param>
    /// <param name="model">Predicts the spectra.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Find(StartBuilder builder, IReadOnlyList<FitParameter> parameters, ISpectrumModel model, int seed)
    {
        var absorbers = builder.Absorbers();
        if (absorbers.Length == 1)
        {
            return [absorbers];
        }

        StructureSlot[] slots = [.. absorbers.Select(absorber => builder.Slot(absorber, isDisordered: false))];
        var structures = slots[0].Structures;
        var random = new Random(seed);
        var sites = new List<AbsorberSite>();
        for (var trial = 0; trial < Trials; trial++)
        {
            double[] values = [.. parameters.Select(parameter => parameter.Quantile(random.NextDouble()))];
            foreach (var slot in slots)
            {
                for (var structure = 0; structure < structures; structure++)
                {
                    var draft = new StructureDraft();
                    _ = slot.Fill(values, structure, draft);
                    sites.Add(new AbsorberSite(new AtomicStructure(draft.View), 0));
                }
            }
        }

        var points = model.Info.Energies.Length;
        var spectra = new float[sites.Count * points];
        _ = model.PredictMany(new SiteList(sites), new SpectrumArrays(spectra), new BatchOptions { KeepGoing = true });
        var groups = new List<List<int>>();
        for (var slot = 0; slot < slots.Length; slot++)
        {
            if (groups.Find(group => AreAlike(group[0], slot)) is { } known)
            {
                known.Add(slot);
            }
            else
            {
                groups.Add([slot]);
            }
        }

        return [.. groups.Select(group => (IReadOnlyList<int>)[.. group.Select(slot => absorbers[slot])])];

        bool AreAlike(int first, int second)
        {
            for (var trial = 0; trial < Trials; trial++)
            {
                var length = structures * points;
                var one = spectra.AsSpan(((trial * slots.Length) + first) * length, length);
                var other = spectra.AsSpan(((trial * slots.Length) + second) * length, length);
                for (var i = 0; i < length; i++)
                {
                    if (!(Math.Abs(one[i] - other[i]) <= Tolerance))
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }
}
