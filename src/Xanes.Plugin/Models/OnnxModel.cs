using Microsoft.ML.OnnxRuntime;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Models;

/// <summary>
/// A network or tree ensemble in an ONNX session: feature tensors in, spectra out, neither copied. One session serves all
/// threads; each call runs on its own.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    /// <summary>The name of the output that holds the spectra, float32 [N, M].</summary>
    public const string SpectrumOutput = "spectrum";

    /// <summary>The name of the optional output that holds one standard deviation, float32 [N, M].</summary>
    public const string SpreadOutput = "spread";

    private readonly InferenceSession _session;
    private readonly UseCount _uses;
    private readonly string[] _outputNames;

    private OnnxModel(InferenceSession session, string path)
    {
        _session = session;
        _uses = new UseCount(session.Dispose);
        Path = path;
        HasSpread = session.OutputMetadata.ContainsKey(SpreadOutput);
        _outputNames = HasSpread ? [SpectrumOutput, SpreadOutput] : [SpectrumOutput];
    }

    /// <summary>The model file.</summary>
    public string Path { get; }

    /// <summary>Whether the model gives a standard deviation with each spectrum.</summary>
    public bool HasSpread { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">The number of threads that one call may use; 0 for as many as cores.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or has no output <c>spectrum</c>.</exception>
    public static OnnxModel Open(string path, int threads = 1)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such model file; install the model anew or train it with 'xanes train'");
        }

        OnnxEnvironment.Open();
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            var session = new InferenceSession(path, options);
            if (!session.OutputMetadata.ContainsKey(SpectrumOutput))
            {
                var outputs = string.Join(", ", session.OutputMetadata.Keys);
                session.Dispose();
                throw new InvalidInputException($"{path}: has no output '{SpectrumOutput}' (it has {outputs}); export the model with that name");
            }

            return new OnnxModel(session, path);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InvalidInputException($"{path}: is not a readable ONNX model ({FirstLine(fault.Message)}); install it anew", fault);
        }
    }

    /// <summary>Compares the model's inputs and output with the features and the energies that its card promises.</summary>
    /// <exception cref="InvalidInputException">A name or a shape differs.</exception>
    public void CheckShapes(IReadOnlyList<FeatureTensor> features, int energies)
    {
        foreach (var feature in features)
        {
            if (!_session.InputMetadata.TryGetValue(feature.Name, out var input))
            {
                throw new InvalidInputException(
                    $"{Path}: takes {string.Join(", ", _session.InputMetadata.Keys)}, not '{feature.Name}' as its card says; the two do not belong together");
            }

            var promised = feature.Shape.Select(size => (int)size).ToArray();
            if (!Fits(input.Dimensions, promised))
            {
                throw new InvalidInputException(
                    $"{Path}: input '{feature.Name}' has the shape {Name(input.Dimensions)}, its card's descriptor gives {Name(promised, 1)}; " +
                    "the two do not belong together");
            }
        }

        var output = _session.OutputMetadata[SpectrumOutput].Dimensions;
        if (output.Length != 2 || (output[1] >= 0 && output[1] != energies))
        {
            throw new InvalidInputException(
                $"{Path}: output '{SpectrumOutput}' has the shape {Name(output)}, its card's energy grid {energies} points; the two do not belong together");
        }
    }

    /// <summary>Runs the model.</summary>
    /// <param name="features">The inputs, N rows each.</param>
    /// <param name="rows">N.</param>
    /// <param name="spectra">Takes the spectra [N, M], row-major.</param>
    /// <param name="spread">Takes their standard deviations [N, M] if <see cref="HasSpread"/>.</param>
    /// <param name="cancellation">Ends the run between two operations of the model.</param>
    /// <exception cref="XanesException">The model fails or gives a number that is not finite.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    public void Run(
        IReadOnlyList<FeatureTensor> features, int rows, Memory<float> spectra, Memory<float> spread = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_uses.TryEnter())
        {
            throw new ObjectDisposedException(Path, "the plugin that this model belongs to is closed; close a plugin after its last call");
        }

        try
        {
            RunSession(features, rows, spectra, spread, cancellation);
        }
        finally
        {
            _uses.Leave();
        }

        if (!IsFinite(spectra.Span) || !IsFinite(spread.Span))
        {
            throw new XanesException($"{Path}: the model gave a number that is not finite; check it with 'xanes models verify'");
        }
    }

    /// <summary>Lets no new run begin; the session ends with the last one that is under way.</summary>
    public void Dispose() => _uses.Close();

    private void RunSession(
        IReadOnlyList<FeatureTensor> features, int rows, Memory<float> spectra, Memory<float> spread, CancellationToken cancellation)
    {
        var inputs = new OrtValue[features.Count];
        var inputNames = new string[features.Count];
        var outputs = new OrtValue[_outputNames.Length];
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                inputNames[i] = features[i].Name;
                inputs[i] = ToOrtValue(features[i]);
            }

            long[] shape = [rows, spectra.Length / rows];
            outputs[0] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, spectra, shape);
            if (HasSpread)
            {
                outputs[1] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, spread, shape);
            }

            using var run = new CancellableRun(cancellation);
            _session.Run(run.Options, inputNames, inputs, _outputNames, outputs);
        }
        catch (OnnxRuntimeException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new XanesException($"{Path}: the model failed ({FirstLine(fault.Message)}); check it with 'xanes models verify'", fault);
        }
        finally
        {
            Dispose(inputs);
            Dispose(outputs);
        }
    }

    private static OrtValue ToOrtValue(FeatureTensor feature) => feature switch
    {
        FeatureTensor<float> values => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.Values, values.Shape),
        FeatureTensor<long> values => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.Values, values.Shape),
        _ => throw new InvalidOperationException($"Feature tensors of type {feature.GetType()} cannot be run."),
    };

    private static bool Fits(int[] dimensions, int[] promised) =>
        dimensions.Length == promised.Length
        && dimensions.Zip(promised).Skip(1).All(pair => pair.First < 0 || pair.First == pair.Second);

    private static string Name(int[] dimensions, int free = 0) =>
        $"[{string.Join(", ", dimensions.Select((size, axis) => size < 0 || axis < free ? "N" : $"{size}"))}]";

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        var sum = 0.0f;
        foreach (var value in values)
        {
            sum += value - value;
        }

        return sum == 0.0f;
    }

    private static void Dispose(OrtValue?[] values)
    {
        foreach (var value in values)
        {
            value?.Dispose();
        }
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}
