using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Native;

/// <summary>What an open object is, as a JSON object.</summary>
internal static class InfoJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Describes an open object.</summary>
    public static string Of(object target)
    {
        switch (target)
        {
            case FitResult fit:
                return FitJson.Text(fit);
            case IStructureExploration exploration:
                return ExplorationJson.Text(exploration);
            case ExploredState state:
                return ExplorationJson.Text(state);
            case MixtureResult mixtures:
                return MixtureJson.Text(mixtures);
            case PrincipalComponents components:
                return MixtureJson.Text(components);
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            switch (target)
            {
                case IXanesPlugin plugin:
                    Write(json, plugin);
                    break;
                case ISpectrumModel model:
                    Write(json, model);
                    break;
                case IDescriptor descriptor:
                    json.WriteNumber("length", descriptor.Length);
                    Write(json, "spec", descriptor.Spec);
                    break;
                case ReconstructionResult result:
                    json.WriteNumber("solutions", result.Solutions.Count);
                    json.WriteNumber("starts", result.Starts);
                    json.WriteNumber("seconds", result.Elapsed.TotalSeconds);
                    break;
                case MeasuredRecord[] records:
                    MeasuredInfo.Write(json, records);
                    break;
                case MeasuredSpectrum measured:
                    MeasuredInfo.Write(json, measured);
                    break;
                case NormalisedSpectrum normalised:
                    MeasuredInfo.Write(json, normalised);
                    break;
                case ISpectrumComparison comparison:
                    json.WriteNumber("points", comparison.Points);
                    json.WriteNumber("first", comparison.Window.First);
                    json.WriteNumber("last", comparison.Window.Last);
                    break;
                default:
                    throw new InvalidOperationException($"Nothing is known of objects of type {target.GetType()}.");
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, IXanesPlugin plugin)
    {
        var manifest = plugin.Manifest;
        json.WriteString("id", manifest.Id);
        json.WriteString("version", manifest.Version);
        json.WriteNumber("contract", manifest.Contract);
        json.WriteString("manifest", manifest.Path);
        json.WriteString("models_folder", manifest.ModelsFolder);
        Write(json, "models", plugin.ModelIds);
        json.WriteString("default_model", manifest.DefaultModel);
        json.WriteStartObject("default_models");
        foreach (var (absorber, id) in manifest.DefaultModels)
        {
            json.WriteString(absorber, id);
        }

        json.WriteEndObject();
        Write(json, "default_descriptor", manifest.DefaultDescriptor);
    }

    private static void Write(Utf8JsonWriter json, ISpectrumModel model)
    {
        var info = model.Info;
        json.WriteString("id", info.Id);
        json.WriteString("description", info.Description);
        json.WriteString("absorber", info.Absorber);
        json.WriteString("edge", info.Edge);
        json.WriteNumber("edge_energy", info.EdgeEnergy);
        WriteOptional(json, "edge_step", info.EdgeStep);
        WriteOptional(json, "energy_calibration", info.EnergyCalibration);
        json.WriteString("calibration", info.Calibration);
        json.WriteString("normalisation", info.Normalisation);
        WriteBroadening(json, info);
        Write(json, "elements", info.Elements);
        json.WriteNumber("energy_count", info.Energies.Length);
        json.WriteBoolean("has_sigma", model.HasUncertainty);
        Write(json, "descriptor", info.Descriptor);
    }

    private static void WriteBroadening(Utf8JsonWriter json, ModelInfo info)
    {
        WriteOptional(json, "narrowest_core_hole_width", info.NarrowestCoreHoleWidth);
        if (info.Broadening is not { } broadening)
        {
            json.WriteNull("broadening");
            return;
        }

        json.WriteStartObject("broadening");
        json.WriteNumber("core_hole_width", broadening.CoreHoleWidth);
        json.WriteNumber("gamma_max", broadening.GammaMax);
        json.WriteNumber("e_cent", broadening.ECent);
        json.WriteNumber("e_larg", broadening.ELarg);
        json.WriteNumber("resolution", broadening.Resolution);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A spec with its values as the texts that it was written with.</summary>
    private static void Write(Utf8JsonWriter json, string name, DescriptorSpec spec)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", spec.Kind);
        foreach (var parameter in spec.Names)
        {
            if (spec.List(parameter) is [var single] && parameter != "elements")
            {
                json.WriteString(parameter, single);
            }
            else
            {
                Write(json, parameter, spec.List(parameter));
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
