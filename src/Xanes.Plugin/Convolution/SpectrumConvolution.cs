using Xanes.Interop;

namespace Xanes.Plugin.Convolution;

/// <summary>
/// Broadens narrow spectra: Lorentzians compose by adding their full widths, so a spectrum at the narrow width becomes the one at any
/// larger width by a Lorentzian of the difference, which belongs to the output energy, and a Gaussian.
/// </summary>
/// <remarks>
/// All is one matrix. It depends on the cut-off energy, where the width begins to grow, so there is one for each whole eV of it,
/// computed when a spectrum first needs it, and a spectrum's own lies linearly between two of them. Below its grid a narrow spectrum
/// dies away as a Lorentzian's tail, above it is one edge step.
/// </remarks>
public sealed class SpectrumConvolution
{
    /// <summary>
    /// The interpolation of the narrow spectrum has this many cells for each step of its grid, an odd number; and more where the Lorentzian
    /// that is left is so narrow that cells would show.
    /// </summary>
    private const int CellsPerStep = 3;
    private const int CellsPerStepIfNarrow = 15;
    private const double Narrow = 1.0;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly double _lowest;
    private readonly Lazy<Node>[] _nodes;

    /// <summary>Lays out the matrices.</summary>
    /// <param name="axis">The narrow spectra.</param>
    /// <param name="energies">The output energies in eV on the same axis, ascending, [m].</param>
    /// <param name="broadening">The wanted broadening.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range, or the core-hole width is narrower than the spectra.</exception>
    public SpectrumConvolution(NarrowAxis axis, ReadOnlySpan<double> energies, Broadening broadening)
    {
        broadening.Check();
        if (broadening.CoreHoleWidth < axis.Width)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"a core-hole width of {broadening.CoreHoleWidth} eV is narrower than the {axis.Width} eV that the model predicts at; ask for {axis.Width} eV or more"));
        }

        _inputs = axis.Count;
        _outputs = energies.Length;
        _lowest = Math.Floor(axis.LowestCutOff);
        var nodes = Math.Max(2, 1 + (int)(Math.Ceiling(axis.HighestCutOff) - _lowest));
        var resolution = new GaussianResolution(energies, broadening.Resolution);
        var cellsPerStep = broadening.CoreHoleWidth - axis.Width < Narrow ? CellsPerStepIfNarrow : CellsPerStep;
        var interpolation = new CubicInterpolation(axis.Count, cellsPerStep);
        _nodes = [.. Enumerable.Range(0, nodes).Select(node =>
            new Lazy<Node>(() => Compute(axis, resolution, interpolation, broadening, _lowest + node, _outputs)))];
    }

    /// <summary>The cut-off energies in eV that matrices are at hand for, ascending by 1 eV.</summary>
    public double[] CutOffs => [.. Enumerable.Range(0, _nodes.Length).Select(node => _lowest + node)];

    /// <summary>The matrix [m, inputs] at one of the cut-offs, row-major.</summary>
    public ReadOnlySpan<float> MatrixAt(int node) => _nodes[node].Value.Matrix;

    /// <summary>What is added at one of the cut-offs, [m]: the edge step above the narrow spectra's grid.</summary>
    public ReadOnlySpan<float> OffsetAt(int node) => _nodes[node].Value.Offset;

    /// <summary>Broadens one spectrum; allocates nothing once the matrices on both sides of its cut-off are there.</summary>
    /// <param name="narrow">The narrow spectrum, [inputs].</param>
    /// <param name="cutOff">Its cut-off energy in eV.</param>
    /// <param name="broadened">Takes the spectrum, [m].</param>
    public void Apply(ReadOnlySpan<float> narrow, double cutOff, Span<float> broadened)
    {
        var (node, part) = Place(cutOff);
        var inputs = _inputs;
        var (lower, lowerOffset) = _nodes[node].Value;
        var (upper, upperOffset) = _nodes[node + 1].Value;
        for (var point = 0; point < broadened.Length; point++)
        {
            var row = point * inputs;
            broadened[point] = Blend(lowerOffset[point], upperOffset[point], part)
                + DotProduct.OfBlended(lower.AsSpan(row, inputs), upper.AsSpan(row, inputs), part, narrow);
        }
    }

    /// <summary>
    /// Broadens several spectra of one cut-off energy in one pass, each to the bits of <see cref="Apply"/>; allocates no more than that.
    /// </summary>
    /// <param name="narrows">The narrow spectra one behind the other, [k, stride], each in its first inputs.</param>
    /// <param name="stride">How far the spectra stand apart.</param>
    /// <param name="cutOff">Their cut-off energy in eV.</param>
    /// <param name="broadened">Takes the spectra, [k, m].</param>
    public void ApplyAll(ReadOnlySpan<float> narrows, int stride, double cutOff, Span<float> broadened)
    {
        var (node, part) = Place(cutOff);
        var (inputs, outputs) = (_inputs, _outputs);
        var (lower, lowerOffset) = _nodes[node].Value;
        var (upper, upperOffset) = _nodes[node + 1].Value;
        Span<float> blended = stackalloc float[inputs];
        for (var point = 0; point < outputs; point++)
        {
            var row = point * inputs;
            DotProduct.Blend(lower.AsSpan(row, inputs), upper.AsSpan(row, inputs), part, blended);
            var offset = Blend(lowerOffset[point], upperOffset[point], part);
            for (var (narrow, place) = (0, point); place < broadened.Length; narrow += stride, place += outputs)
            {
                broadened[place] = offset + DotProduct.Of(blended, narrows.Slice(narrow, inputs));
            }
        }
    }

    private (int Node, float Part) Place(double cutOff)
    {
        var place = Math.Clamp(cutOff - _lowest, 0.0, _nodes.Length - 1.0);
        var node = Math.Min((int)place, _nodes.Length - 2);
        return (node, (float)(place - node));
    }

    private static float Blend(float lower, float upper, float part) => lower + (part * (upper - lower));

    private static Node Compute(
        NarrowAxis axis, GaussianResolution resolution, CubicInterpolation interpolation, Broadening broadening, double cutOff, int outputs)
    {
        var first = axis.Start - (0.5 * axis.Step);
        var edges = new double[(axis.Count * interpolation.CellsPerStep) + 1];
        for (var edge = 0; edge < edges.Length; edge++)
        {
            edges[edge] = first + (edge * axis.Step / interpolation.CellsPerStep);
        }

        var weights = new double[edges.Length - 1];
        var columns = axis.Count + 1;
        var rows = new double[resolution.Nodes.Length * columns];
        var pole = Math.Max(cutOff, axis.Start + axis.Step);
        for (var node = 0; node < resolution.Nodes.Length; node++)
        {
            var energy = resolution.Nodes[node];
            var width = broadening.LorentzianWidth(energy - cutOff) - axis.Width;
            var row = rows.AsSpan(node * columns, columns);
            row[^1] = LorentzianCells.Weigh(edges, energy, width, weights);
            interpolation.Gather(weights, row);
            row[0] += (pole - axis.Start) * LorentzianCells.WeighTailBelow(first, pole, energy, width);
        }

        var (matrix, offset, mean) = (new float[outputs * axis.Count], new float[outputs], new double[columns]);
        for (var point = 0; point < outputs; point++)
        {
            resolution.Average(rows, point, mean);
            for (var column = 0; column < axis.Count; column++)
            {
                matrix[(point * axis.Count) + column] = (float)mean[column];
            }

            offset[point] = (float)mean[^1];
        }

        return new Node(matrix, offset);
    }

    /// <summary>What belongs to one whole eV of the cut-off energy.</summary>
    /// <param name="Matrix">[m, inputs], row-major.</param>
    /// <param name="Offset">[m].</param>
    private sealed record Node(float[] Matrix, float[] Offset);
}
