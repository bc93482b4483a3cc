using System.Text.Json.Serialization;

namespace Xanes.Plugin.Training;

/// <summary>How the files between C# and Python are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TrainingSettings))]
[JsonSerializable(typeof(IEnumerable<TrainingStructure>))]
[JsonSerializable(typeof(LearnerCheck[]))]
[JsonSerializable(typeof(ModelFacts))]
[JsonSerializable(typeof(OutsideSpectrum[]))]
internal sealed partial class TrainingJson : JsonSerializerContext;
