using Microsoft.ML.OnnxRuntime;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Models;

/// <summary>
/// A network or tree ensemble in an ONNX session: feature tensors in, the members' spectra out, neither copied. One session serves all
/// threads; each call runs on its own.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    /// <summary>
    /// The name of the output: float32 [N, J], or [K, N, J] of an ensemble's K members. J are the energies of the spectrum, and after them
    /// the cut-off energy where spectra are broadened afterwards.
    /// </summary>
    public const string SpectrumOutput = "spectrum";

    private static readonly string[] OutputNames = [SpectrumOutput];

    private readonly InferenceSession _session;
    private readonly UseCount _uses;
    private readonly bool _isEnsemble;

    private OnnxModel(InferenceSession session, string path)
    {
        _session = session;
        _uses = new UseCount(session.Dispose);
        Path = path;
        var shape = session.OutputMetadata[SpectrumOutput].Dimensions;
        _isEnsemble = shape.Length == 3;
        Members = _isEnsemble ? Math.Max(shape[0], 1) : 1;
    }

    /// <summary>The model file.</summary>
    public string Path { get; }

    /// <summary>The number of members that each answer for themselves, K.</summary>
    public int Members { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">The number of threads that one call may use; 0 for as many as cores.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or has no output <c>spectrum</c>.</exception>
    public static OnnxModel Open(string path, int threads = 1)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: no such model file; install the model again or train it with 'xanes train'");
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
            throw new InvalidInputException($"{path}: is not a readable ONNX model ({FirstLine(fault.Message)}); install it again", fault);
        }
    }

    /// <summary>Compares the model's inputs and output with the features and the number of values, J, that its card promises.</summary>
    /// <exception cref="InvalidInputException">A name or a shape differs.</exception>
    public void CheckShapes(IReadOnlyList<FeatureTensor> features, int values)
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
        if (output.Length is not (2 or 3) || (output[^1] >= 0 && output[^1] != values) || (_isEnsemble && output[0] < 1))
        {
            throw new InvalidInputException(
                $"{Path}: output '{SpectrumOutput}' has the shape {Name(output)}, its card promises {values} values; the two do not belong together");
        }
    }

    /// <summary>Runs the model.</summary>
    /// <param name="features">The inputs, N rows each.</param>
    /// <param name="rows">N.</param>
    /// <param name="values">Takes [K, N, J], row-major.</param>
    /// <param name="cancellation">Ends the run between two operations of the model.</param>
    /// <exception cref="XanesException">The model fails or gives a number that is not finite.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is closed.</exception>
    public void Run(
        IReadOnlyList<FeatureTensor> features, int rows, Memory<float> values, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_uses.TryEnter())
        {
            throw new ObjectDisposedException(Path, "the plugin that this model belongs to is closed; close a plugin after its last call");
        }

        try
        {
            RunSession(features, rows, values, cancellation);
        }
        finally
        {
            _uses.Leave();
        }

        if (!IsFinite(values.Span))
        {
            throw new XanesException($"{Path}: the model gave a number that is not finite; check it with 'xanes models verify'");
        }
    }

    /// <summary>Lets no new run begin; the session ends with the last one that is under way.</summary>
    public void Dispose() => _uses.Close();

    private void RunSession(
        IReadOnlyList<FeatureTensor> features, int rows, Memory<float> values, CancellationToken cancellation)
    {
        var inputs = new OrtValue[features.Count];
        var inputNames = new string[features.Count];
        var outputs = new OrtValue[1];
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                inputNames[i] = features[i].Name;
                inputs[i] = ToOrtValue(features[i]);
            }

            long[] shape = _isEnsemble ? [Members, rows, values.Length / rows / Members] : [rows, values.Length / rows];
            outputs[0] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
            using var run = new CancellableRun(cancellation);
            _session.Run(run.Options, inputNames, inputs, OutputNames, outputs);
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
