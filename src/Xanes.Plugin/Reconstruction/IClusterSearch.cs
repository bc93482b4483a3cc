namespace Xanes.Plugin.Reconstruction;

/// <summary>A way to search positions, used by one thread at a time; what a start finds depends on nothing but its random numbers.</summary>
internal interface IClusterSearch
{
    /// <summary>The best positions of the last start.</summary>
    NodePositions Positions { get; }

    /// <summary>The misfit of these positions in Å²; see <see cref="DistanceFit.Misfit"/>.</summary>
    double Misfit { get; }

    /// <summary>Whether these positions are near a solution; see <see cref="DistanceFit.IsNear"/>.</summary>
    bool IsNear { get; }

    /// <summary>Searches from one random start.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="shouldStop">Asked often; ends the start without success.</param>
    /// <returns>Whether every distance of <see cref="Positions"/> lies inside its bin.</returns>
    bool Run(Random random, Func<bool> shouldStop);
}
