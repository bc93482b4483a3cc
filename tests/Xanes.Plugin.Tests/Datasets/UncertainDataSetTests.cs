using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Tests.Datasets;

/// <summary>Structures that a model is least sure of.</summary>
public sealed class UncertainDataSetTests
{
    private const int Candidates = 40;
    private const int Kept = 6;

    private readonly ISpectrumModel _model = new FirstNeighbourModel();
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_structures_with_the_largest_spread_become_a_data_set_that_needs_no_model_any_more()
    {
        var recipe = Recipe("ag-k-green-2");
        var farthest = DataSetPlan.Parse("nowhere", recipe).Jobs()
            .Select(job => job.Structure.Cluster)
            .OrderByDescending(cluster => cluster.Position(1).Length).Take(Kept).ToArray();

        var (workshop, jobs, refused) = UncertainDataSet.Create(_folder["hard"], recipe, [], ".", _model, Kept);

        var chosen = DataSetWorkshop.Open(workshop.Folder).Plan.Jobs().Select(job => job.Structure).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That((jobs, refused), Is.EqualTo((Kept, 0)));
            Assert.That(
                chosen.Select(structure => structure.Cluster.Positions.ToArray()),
                Is.EqualTo(farthest.Select(cluster => cluster.Positions.ToArray())).Using<double[], double[]>(
                    (first, second) => first.Length == second.Length && first.Zip(second).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6)));
            Assert.That(chosen.Select(structure => structure.Group).Distinct().Count(), Is.EqualTo(Kept));
            Assert.That(workshop.Plan.Protocol.Id, Is.EqualTo("ag-k-green-2"));
            Assert.That(workshop.Plan.Text, Does.Contain("first-neighbour").And.Contain("#   sampling: random"));
        });
    }

    [Test]
    public void Candidates_that_the_model_cannot_take_are_left_out_and_counted()
    {
        const string Mixtures = """
            protocol: ag-k-green-2
            sampling: mixtures
            contact: 0.9
            windows: [{share: 1, to: 4.0}]
            mixtures: [{share: 1, atoms: {O: [1, 4]}}, {share: 1, atoms: {O: [1, 2], Ce: [1, 2]}}]

            """;

        var (_, jobs, refused) = UncertainDataSet.Create(_folder["mixed"], Mixtures + $"count: {Candidates}\nseed: 1\n", [], ".", _model, Candidates);

        Assert.That(refused, Is.InRange(10, 30));
        Assert.That(jobs, Is.EqualTo(Candidates - refused));
    }

    [Test]
    public void A_model_that_is_as_sure_of_one_structure_as_of_any_other_cannot_choose()
    {
        var wrong = Assert.Throws<InvalidInputException>(
            () => UncertainDataSet.Create(_folder["hard"], Recipe("ag-k-green-2"), [], ".", new FirstNeighbourModel(constant: true), Kept))!;

        Assert.That(wrong.Message, Does.StartWith("model first-neighbour: as sure of one structure as of any other"));
        Assert.That(Directory.Exists(_folder["hard"]), Is.False);
    }

    private static string Recipe(string preset) => DataSetPresets.ReadText(preset) + $"count: {Candidates}\nseed: 3\n";

    /// <summary>Knows O, Si and Ag, and is the less sure the farther the first neighbour is away.</summary>
    private sealed class FirstNeighbourModel(bool constant = false) : ISpectrumModel
    {
        private static readonly double[] Energies = [0.0, 1.0];

        public ModelInfo Info { get; } = new(
            "first-neighbour",
            "For tests",
            "Ag",
            "K",
            25514.0,
            ["O", "Si", "Ag"],
            Energies,
            "edge step 1",
            DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 5.0\n"));

        public bool HasUncertainty => true;

        public ISpectrumModel WithBroadening(Broadening broadening) => throw new NotSupportedException();

        public Spectrum Predict(StructureView structure, int absorber, CancellationToken cancellation = default)
        {
            if (structure.AtomicNumbers.ToArray().Any(atom => !Info.Elements.Contains(ChemicalElement.Symbol(atom))))
            {
                throw new InvalidInputException("an element that the model does not know");
            }

            var first = structure.Positions.Slice(3, 3);
            var spread = constant ? 0.1f : (float)Math.Sqrt((first[0] * first[0]) + (first[1] * first[1]) + (first[2] * first[2]));
            return new Spectrum(Energies, new float[2], 25514.0, absorber, new DomainVerdict(true, 0.0, ""), new[] { spread, spread });
        }

        public IReadOnlyList<Spectrum> PredictMany(
            IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public IReadOnlyList<InvalidInputException> PredictMany(ISiteList sites, SpectrumArrays destination, BatchOptions? options = null) =>
            throw new NotSupportedException();
    }
}
