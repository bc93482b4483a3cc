using System.Globalization;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Cli.Fitting;

/// <summary>Measured and fitted spectrum of a mixture as csv.</summary>
internal static class MixtureFile
{
    /// <summary>Writes energy, measured, fitted, difference.</summary>
    /// <exception cref="XanesException">The file cannot be written.</exception>
    public static void Write(string path, MixtureResult result)
    {
        var text = new StringBuilder("photon_energy,measured,fitted,difference\n");
        for (var i = 0; i < result.Measured.Length; i++)
        {
            var (measured, fitted) = (result.Measured.Span[i], result.Fitted.Span[i]);
            text.Append(CultureInfo.InvariantCulture, $"{result.PhotonEnergies.Span[i]},{measured},{fitted},{measured - fitted}\n");
        }

        try
        {
            DurableFile.WriteText(path, text.ToString());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new XanesException($"{path}: cannot be written ({fault.Message}); check the folder", fault);
        }
    }
}
