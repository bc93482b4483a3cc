using Xanes.Interop;

using var plugin = PluginLoader.Load(args[0]); // the path of plugin.yaml
var model = plugin.OpenModel();

// Ag with four O and two Si: atomic numbers, and positions in Å.
var structure = new AtomicStructure(
    [47, 8, 8, 8, 8, 14, 14],
    [
        0.00, 0.00, 0.00, 0.94, 1.27, 1.40, 0.26, 1.49, -1.66, -0.85, -0.09, 2.16,
        -1.46, -1.81, 1.02, -0.85, 2.44, 2.57, 2.24, 1.27, 2.87,
    ]);
var spectrum = model.Predict(structure, absorber: 0);

Console.WriteLine($"{model.Info.Absorber} {model.Info.Edge} edge, {spectrum.Energies.Length} energies, {spectrum.Domain.Reason}");
for (var point = 0; point < spectrum.Energies.Length; point += 20)
{
    Console.WriteLine($"{spectrum.PhotonEnergy(point):F1} eV  {spectrum.Intensities.Span[point]:F4}");
}

// Back to the structure: the counts of distances in, atoms out.
var descriptor = plugin.OpenDescriptor();
var counts = new float[descriptor.Length];
descriptor.Describe(structure.View, absorber: 0, counts);
var found = plugin.Reconstruct(counts).Best;

Console.WriteLine($"{found.Verdict}: {found.DifferingCounts} counts differ, distances to the bins' centres {found.DistanceError:F3} Å");
Console.WriteLine(string.Join(' ', found.Structure.AtomicNumbers.ToArray().Select(ChemicalElement.Symbol)));
