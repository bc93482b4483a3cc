using System.Globalization;

namespace Xanes.Interop;

/// <summary>The atoms within some distances from the absorber.</summary>
/// <param name="Element">The symbol of their element; null for all elements.</param>
/// <param name="From">The least distance in Å.</param>
/// <param name="To">The greatest distance in Å.</param>
public sealed record AtomShell(string? Element, double From, double To)
{
    /// <summary>The shell as <c>O 1.8-2.6</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Element is null ? "" : Element + " ")}{From:0.####}-{To:0.####}");
}
