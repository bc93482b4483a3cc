using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xanes.Explorer;

/// <summary>How what goes to the page and comes from it is JSON, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(FiniteNumbers)])]
[JsonSerializable(typeof(StateText))]
[JsonSerializable(typeof(SpectrumText))]
[JsonSerializable(typeof(FitText))]
[JsonSerializable(typeof(FaultText))]
[JsonSerializable(typeof(WantedPlace))]
[JsonSerializable(typeof(WantedVariations))]
[JsonSerializable(typeof(WantedRecord))]
internal sealed partial class PageJson : JsonSerializerContext;
