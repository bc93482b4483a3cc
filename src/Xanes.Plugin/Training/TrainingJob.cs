using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CliWrap;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Descriptors.Neighbours;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>
/// The temporary folder by which C# and Python talk: arrays in, model and predictions out. Its layout is described in
/// <c>python/xanes/train/job.py</c>.
/// </summary>
internal sealed class TrainingJob : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xanes-train-");

    /// <summary>The model that Python exported.</summary>
    public string ModelPath => InFolder("model.onnx");

    /// <summary>The model of one family, which Python exported.</summary>
    public string ModelPathOf(string family) => InFolder(Path.Combine("learners", family, "model.onnx"));

    /// <summary>The covariance of a family's errors on held-out spectra.</summary>
    public string ResidualsPathOf(string family) => InFolder(Path.Combine("learners", family, ResidualCovariance.FileName));

    /// <summary>Whether the model is fitted to the validation parts as well in the end: where no data set gives its own split.</summary>
    public static bool IsRefitted(TrainingTable table) => !table.Sets.Any(set => set.HasGivenSplit);

    /// <summary>The weights that a family's training can start from; null where it cannot.</summary>
    public string? WeightsPathOf(string family) =>
        InFolder(Path.Combine("learners", family, StartingWeights.FileName)) is var path && File.Exists(path) ? path : null;

    /// <summary>Writes the arrays and the settings.</summary>
    public void Write(TrainingTable table, TrainingTargets? targets, TrainingOptions options)
    {
        foreach (var tensor in table.Features.SelectMany(features => features.Table.Arrays))
        {
            WriteTensor(tensor);
        }

        var spectra = new float[table.Entries.Length * table.Points];
        for (var row = 0; row < table.Entries.Length; row++)
        {
            table.Entries[row].Spectrum.CopyTo(spectra.AsMemory(row * table.Points));
        }

        NpyFile.Write(InFolder("spectra.npy"), spectra, table.Entries.Length, table.Points);
        if (targets is not null)
        {
            WriteTargets(targets, table.Entries.Length);
        }

        NpyFile.Write(InFolder("split.npy"), table.Entries.Select(entry => (int)entry.Part).ToArray(), table.Entries.Length);
        NpyFile.Write(InFolder("set.npy"), table.SetOf, table.Entries.Length);
        NpyFile.Write(InFolder("group.npy"), Groups(table, options.SplitBy), table.Entries.Length);
        NpyFile.Write(InFolder("fold.npy"), Folds(table), table.Entries.Length);
        NpyFile.Write(InFolder("energy.npy"), table.Sets[0].Energies, table.Points);
        WriteJson("job.json", Settings(table, targets, options), TrainingJson.Default.TrainingSettings);
        using var structures = File.Create(InFolder("structures.json"));
        JsonSerializer.Serialize(structures, table.Entries.Select(Structure), TrainingJson.Default.IEnumerableTrainingStructure);
    }

    /// <summary>Writes what else the folder's modules need, as JSON.</summary>
    public void WriteJson<T>(string name, T value, JsonTypeInfo<T> type) => File.WriteAllText(InFolder(name), JsonSerializer.Serialize(value, type));

    /// <summary>Runs a module of Python's on the folder.</summary>
    /// <param name="module">The module, such as <c>xanes.train</c>.</param>
    /// <param name="arguments">What follows the folder.</param>
    /// <param name="python">The Python.</param>
    /// <param name="progress">Reports each step.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="InvalidInputException">The trainer refuses the job.</exception>
    /// <exception cref="XanesException">The trainer fails.</exception>
    public async Task RunAsync(
        string module, string[] arguments, PythonProgram python, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var errors = new StringBuilder();
        var inherited = Environment.GetEnvironmentVariable("PYTHONPATH");
        var search = string.IsNullOrEmpty(inherited) ? python.Modules : python.Modules + Path.PathSeparator + inherited;
        var result = await Cli.Wrap(python.Interpreter)
            .WithArguments(["-m", module, _folder.FullName, .. arguments])
            .WithEnvironmentVariables(variables => variables.Set("PYTHONPATH", search).Set("PYTHONDONTWRITEBYTECODE", "1"))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => Report(line, progress)))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellation)
            .ConfigureAwait(false);
        var message = PythonInterpreter.LastLine(errors.ToString());
        switch (result.ExitCode)
        {
            case 0:
                return;
            case 2:
                throw new InvalidInputException($"the trainer refuses the job: {message}");
            default:
                throw new XanesException($"the trainer failed with exit status {result.ExitCode}: {message}; run 'xanes doctor'");
        }
    }

    /// <summary>The predictions of the test rows by the learner itself, [rows, points].</summary>
    public NpyArray<float> ReadPrediction() => NpyFile.Read<float>(InFolder("prediction.npy"));

    /// <summary>The predictions of all rows by a family's own learners, [rows, points].</summary>
    public NpyArray<float> ReadPredictionOf(string family) =>
        NpyFile.Read<float>(InFolder(Path.Combine("learners", family, "prediction.npy")));

    /// <summary>The text of a file that Python wrote.</summary>
    public string ReadText(string name) => File.ReadAllText(InFolder(name));

    /// <summary>What the trainer found.</summary>
    public TrainingResult ReadResult() => TrainingResult.Parse(File.ReadAllText(InFolder("result.json")));

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static int[] Folds(TrainingTable table) =>
        [.. table.Entries.Zip(table.SetOf, (entry, set) => Split.FoldOf(table.Sets[set].Name, entry.Id))];

    /// <summary>A number for each row; rows that the split keeps together have the same.</summary>
    private static int[] Groups(TrainingTable table, SplitKey by)
    {
        var codes = new Dictionary<(int Set, bool IsGroup, string Name), int>();
        return [.. table.Entries.Zip(table.SetOf).Select(row =>
        {
            var group = by == SplitKey.Group ? row.First.Group : null;
            var key = (row.Second, group is not null, group ?? row.First.Id);
            codes.TryAdd(key, codes.Count);
            return codes[key];
        })];
    }

    private static TrainingSettings Settings(TrainingTable table, TrainingTargets? targets, TrainingOptions options) => new(
        options.Families,
        options.Seed,
        IsRefitted(table),
        [.. table.Sets.Select(set => set.Name)],
        [.. table.Features.Select(features => features.Table.Name)],
        table.LeftOut,
        FactsOfNeighbours(table),
        options.StartFrom is { } model ? Path.GetFullPath(StartingWeights.Check(model, ModelCardReader.ReadFolder(model))) : null,
        options.Repeats.Count > 0 ? [.. table.Sets.Select(set => options.Repeats.GetValueOrDefault(set.Name, 1))] : null,
        targets?.Convolution.CutOffs[0]);

    /// <summary>What the learners on neighbours know of their descriptor.</summary>
    private static NeighbourFacts? FactsOfNeighbours(TrainingTable table) =>
        table.Features.FirstOrDefault(features => features.Spec.Kind == NeighbourSpec.Kind)?.Featuriser.ClusterSpec is { } clusters
            ? new NeighbourFacts(clusters.Elements, clusters.MaximumRadius)
            : null;

    private static TrainingStructure Structure(DataSetEntry entry) => new(
        entry.Id,
        entry.Group,
        entry.Site.Absorber,
        [.. entry.Site.Structure.AtomicNumbers.ToArray().Select(ChemicalElement.Symbol)],
        entry.Site.Structure.Positions.ToArray());

    private static void Report(string line, IProgress<TrainingProgress>? progress)
    {
        try
        {
            var step = JsonDocument.Parse(line).RootElement;
            progress?.Report(new TrainingProgress(
                step.GetProperty("step").GetInt32(), step.GetProperty("of").GetInt32(), step.GetProperty("text").GetString() ?? ""));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            progress?.Report(new TrainingProgress(0, 0, line));
        }
    }

    private void WriteTargets(TrainingTargets targets, int rows)
    {
        NpyFile.Write(InFolder("narrow.npy"), targets.Values, rows, targets.Axis.Count + 1);
        var convolution = targets.Convolution;
        var nodes = convolution.CutOffs.Length;
        var outputs = convolution.OffsetAt(0).Length;
        float[] matrices = [.. Enumerable.Range(0, nodes).SelectMany(node => convolution.MatrixAt(node).ToArray())];
        float[] offsets = [.. Enumerable.Range(0, nodes).SelectMany(node => convolution.OffsetAt(node).ToArray())];
        NpyFile.Write(InFolder("convolution.npy"), matrices, nodes, outputs, targets.Axis.Count);
        NpyFile.Write(InFolder("convolution_offset.npy"), offsets, nodes, outputs);
    }

    private void WriteTensor(FeatureTensor tensor)
    {
        var (path, shape) = (InFolder($"{tensor.Name}.npy"), tensor.Shape.Select(length => (int)length).ToArray());
        switch (tensor)
        {
            case FeatureTensor<float> values:
                NpyFile.Write(path, values.Values.ToArray(), shape);
                break;
            case FeatureTensor<int> values:
                NpyFile.Write(path, values.Values.ToArray(), shape);
                break;
            case FeatureTensor<long> values:
                NpyFile.Write(path, values.Values.ToArray(), shape);
                break;
            default:
                throw new InvalidOperationException($"Feature tensors of type {tensor.GetType()} cannot be written.");
        }
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}
