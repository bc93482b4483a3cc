using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Which atoms around an absorber make its cluster: the part of a descriptor spec that every kind shares.</summary>
public sealed class ClusterSpec
{
    /// <summary>The species of atoms that are treated as if they were not there.</summary>
    public const int Absent = -2;

    private readonly sbyte[] _speciesOf = new sbyte[ChemicalElement.MaxAtomicNumber + 1];

    /// <summary>Makes a cluster spec.</summary>
    /// <param name="maximumRadius">The cutoff around the absorber in Å.</param>
    /// <param name="elements">Atomic numbers of the listed elements, ascending and distinct.</param>
    /// <param name="ignoreUnlisted">Whether atoms of other elements are left out; else they are an error.</param>
    /// <param name="margin">Atoms behind the cutoff are counted up to this many times as far away.</param>
    public ClusterSpec(double maximumRadius, IReadOnlyList<int> elements, bool ignoreUnlisted, double margin = 1.0)
    {
        MaximumRadius = maximumRadius;
        Margin = margin;
        Elements = elements;
        IgnoreUnlisted = ignoreUnlisted;
        Array.Fill(_speciesOf, (sbyte)-1);
        for (var species = 0; species < elements.Count; species++)
        {
            _speciesOf[elements[species]] = (sbyte)species;
        }
    }

    /// <summary>The cutoff around the absorber in Å; atoms at this distance still belong to the cluster.</summary>
    public double MaximumRadius { get; }

    /// <summary>Atoms behind the cutoff are counted (<see cref="Cluster.Beyond"/>) up to this many times as far away.</summary>
    public double Margin { get; }

    /// <summary>Atomic numbers of the listed elements, ascending: species s is element s of this list.</summary>
    public IReadOnlyList<int> Elements { get; }

    /// <summary>Whether atoms of unlisted elements are left out and counted; else they are an error.</summary>
    public bool IgnoreUnlisted { get; }

    /// <summary>The name of the model whose elements these are; null where it is a descriptor's spec.</summary>
    public string? Model { get; private init; }

    /// <summary>Reads <c>elements</c>, <c>r_max</c> and <c>unlisted</c> of a descriptor spec.</summary>
    /// <exception cref="InvalidInputException">One of them is missing or not valid.</exception>
    public static ClusterSpec From(DescriptorSpec spec)
    {
        var elements = new List<int>();
        foreach (var symbol in spec.List("elements"))
        {
            if (!ChemicalElement.TryGetAtomicNumber(symbol, out var atomicNumber))
            {
                throw spec.Fault("elements", $"a list of element symbols; '{symbol}' is none");
            }

            elements.Add(atomicNumber);
        }

        if (elements.Count == 0 || elements.Distinct().Count() != elements.Count)
        {
            throw spec.Fault("elements", "a list of distinct element symbols, at least one");
        }

        elements.Sort();
        var maximumRadius = spec.Number("r_max", 5.0);
        if (maximumRadius is < 0.5 or > 50.0)
        {
            throw spec.Fault("r_max", "a cutoff radius from 0.5 to 50 Å");
        }

        return new ClusterSpec(maximumRadius, elements, spec.Text("unlisted", "error") switch
        {
            "error" => false,
            "ignore" => true,
            _ => throw spec.Fault("unlisted", "'error' or 'ignore'"),
        });
    }

    /// <summary>The same spec with another margin.</summary>
    public ClusterSpec WithMargin(double margin) => new(MaximumRadius, Elements, IgnoreUnlisted, margin);

    /// <summary>The same spec with other neighbours.</summary>
    /// <param name="model">The name of the model whose elements these are, for messages.</param>
    /// <param name="takenAs">What each element is taken as, see <see cref="NeighbourChanges.For"/>.</param>
    public ClusterSpec ForModel(string model, ReadOnlySpan<int> takenAs)
    {
        var spec = new ClusterSpec(MaximumRadius, Elements, IgnoreUnlisted, Margin) { Model = model };
        for (var number = 1; number < takenAs.Length; number++)
        {
            spec._speciesOf[number] = takenAs[number] == 0 ? (sbyte)Absent : (sbyte)SpeciesOfListed(takenAs[number]);
        }

        return spec;
    }

    /// <summary>The species of an atomic number, -1 where it is not listed, or <see cref="Absent"/>.</summary>
    public int SpeciesOf(int atomicNumber) => _speciesOf[atomicNumber];

    private int SpeciesOfListed(int atomicNumber)
    {
        for (var species = 0; species < Elements.Count; species++)
        {
            if (Elements[species] == atomicNumber)
            {
                return species;
            }
        }

        return -1;
    }
}
