using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Cli.Optimade;

/// <summary>An entry of the endpoint <c>structures</c> as atoms (OPTIMADE specification 1.2, "Structures Entries").</summary>
internal static class OptimadeEntry
{
    private const int MostAtoms = 10_000;
    private const double FullyOccupied = 0.999;
    private const int LongestId = 200;

    /// <summary>Reads an entry.</summary>
    /// <exception cref="InvalidInputException">It is damaged, or no crystal of whole atoms; the message names it.</exception>
    public static OptimadeCrystal Read(OptimadeProvider provider, JsonElement entry)
    {
        var id = IdOf(entry);
        try
        {
            var attributes = Property(entry, "attributes", JsonValueKind.Object);
            CheckFeatures(attributes);
            var positions = Rows(attributes, "cartesian_site_positions");
            var numbers = Numbers(attributes, positions.Length);
            var periodic = Periodic(attributes);
            var cell = periodic == PeriodicDirections.None ? [] : Cell(attributes, periodic);
            var formula = attributes.TryGetProperty("chemical_formula_reduced", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
            return new OptimadeCrystal(provider, id, formula, new AtomicStructure(numbers, [.. positions.SelectMany(row => row)], cell, periodic));
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException($"{provider.Id}/{id}: {fault.Message}", fault);
        }
    }

    private static string IdOf(JsonElement entry)
    {
        var id = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var value) ? value.ToString() : "";
        return id.Length > 0 ? new string([.. id.Where(letter => !char.IsControl(letter)).Take(LongestId)]) : "without an id";
    }

    /// <summary>Sites that are left out of the list, or stand for one another, make no structure of atoms.</summary>
    private static void CheckFeatures(JsonElement attributes)
    {
        if (!attributes.TryGetProperty("structure_features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        string[] cannot = ["assemblies", "implicit_atoms", "site_attachments", "unknown_positions"];
        if (features.EnumerateArray().Select(feature => feature.ToString()).FirstOrDefault(cannot.Contains) is { } feature)
        {
            throw new InvalidInputException($"is not given atom by atom ({feature})");
        }
    }

    private static int[] Numbers(JsonElement attributes, int count)
    {
        var species = attributes.TryGetProperty("species", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().ToLookup(one => one.TryGetProperty("name", out var name) ? name.ToString() : "")
            : null;
        var names = Property(attributes, "species_at_sites", JsonValueKind.Array).EnumerateArray().Select(name => name.ToString()).ToArray();
        return names.Length == count
            ? [.. names.Select(name => Number(species is null ? null : species[name].Cast<JsonElement?>().FirstOrDefault(), name))]
            : throw new InvalidInputException($"has {count} positions and {names.Length} species");
    }

    private static int Number(JsonElement? species, string name)
    {
        if (species is not { } given)
        {
            return ChemicalElement.TryGetAtomicNumber(name, out var bare) ? bare : throw new InvalidInputException($"has a species '{name}' that it does not explain");
        }

        var symbols = Property(given, "chemical_symbols", JsonValueKind.Array).EnumerateArray().Select(symbol => symbol.ToString()).ToArray();
        var full = !given.TryGetProperty("concentration", out var shares) || shares.ValueKind != JsonValueKind.Array
            || shares.EnumerateArray().All(share => share.ValueKind == JsonValueKind.Number && share.GetDouble() >= FullyOccupied);
        if (symbols is not [var only] || !full)
        {
            throw new InvalidInputException($"is disordered: a site is shared or partly empty ({string.Join(", ", symbols)})");
        }

        return ChemicalElement.TryGetAtomicNumber(only, out var number) ? number : throw new InvalidInputException($"has a site of '{only}', which is no element");
    }

    private static PeriodicDirections Periodic(JsonElement attributes)
    {
        if (!attributes.TryGetProperty("dimension_types", out var types) || types.ValueKind != JsonValueKind.Array)
        {
            return PeriodicDirections.All;
        }

        var flags = types.EnumerateArray().Select(type => type.ValueKind == JsonValueKind.Number && type.TryGetInt32(out var number) && number == 1).ToArray();
        return flags is [var a, var b, var c]
            ? (a ? PeriodicDirections.A : 0) | (b ? PeriodicDirections.B : 0) | (c ? PeriodicDirections.C : 0)
            : throw new InvalidInputException("'dimension_types' does not have three numbers");
    }

    /// <summary>The cell's vectors; those that do not repeat may be unknown.</summary>
    private static double[] Cell(JsonElement attributes, PeriodicDirections periodic)
    {
        var rows = Property(attributes, "lattice_vectors", JsonValueKind.Array).EnumerateArray().ToArray();
        return rows.Length == 3
            ? [.. rows.SelectMany((row, i) => ((int)periodic & (1 << i)) != 0 ? Triple(row, "lattice_vectors") : [0.0, 0.0, 0.0])]
            : throw new InvalidInputException("'lattice_vectors' does not have three rows");
    }

    private static double[][] Rows(JsonElement attributes, string name)
    {
        var rows = Property(attributes, name, JsonValueKind.Array);
        return rows.GetArrayLength() is > 0 and <= MostAtoms
            ? [.. rows.EnumerateArray().Select(row => Triple(row, name))]
            : throw new InvalidInputException($"'{name}' has {rows.GetArrayLength()} rows; 1 to {MostAtoms} can be taken");
    }

    private static double[] Triple(JsonElement row, string name)
    {
        var values = row.ValueKind == JsonValueKind.Array
            ? row.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN).ToArray()
            : [];
        return values.Length == 3 && values.All(double.IsFinite) ? values : throw new InvalidInputException($"'{name}' has a row that is not three numbers");
    }

    private static JsonElement Property(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw new InvalidInputException($"has no '{name}'");
}
