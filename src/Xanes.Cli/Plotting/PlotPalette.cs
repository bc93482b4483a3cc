using ScottPlot;

namespace Xanes.Cli.Plotting;

/// <summary>Okabe and Ito's colours, which colour-blind readers can tell apart.</summary>
internal static class PlotPalette
{
    /// <summary>The colours, in the order they are taken.</summary>
    public static IReadOnlyList<Color> Colours { get; } =
    [
        new("#0072B2"), new("#D55E00"), new("#009E73"), new("#CC79A7"), new("#E69F00"), new("#56B4E9"), new("#000000"), new("#8A7F00"),
    ];

    /// <summary>The colour of the i-th of any number of things; the colours repeat.</summary>
    public static Color ColourOf(int i) => Colours[i % Colours.Count];
}
