namespace Xanes.Interop;

/// <summary>Turns structures into vectors of one length. Safe to use from many threads.</summary>
public interface IDescriptor
{
    /// <summary>What the vector is made of.</summary>
    DescriptorSpec Spec { get; }

    /// <summary>The number of values in the vector.</summary>
    int Length { get; }

    /// <summary>A name for each value, such as <c>r(O) 1.95-2.00</c>.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Writes the vector of one absorber into the caller's span; allocates nothing.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="destination">Takes <see cref="Length"/> values; overwritten.</param>
    /// <exception cref="InvalidInputException">
    /// No such absorber, atoms closer than 0.5 Å, an element the spec does not list, or a destination of another length.
    /// </exception>
    DescriptorTally Describe(StructureView structure, int absorber, Span<float> destination);

    /// <summary>Writes the vectors of many absorbers, spread over threads.</summary>
    /// <param name="sites">N structures with their absorbers.</param>
    /// <param name="destination">Takes the vectors, [N, <see cref="Length"/>] row-major; a row at fault is filled with NaN.</param>
    /// <param name="tallies">Takes what each vector left out, [N]; empty where it is not wanted.</param>
    /// <param name="options">Threads, what to do with sites at fault, and what ends the work early.</param>
    /// <returns>The faults in the order of their sites; none unless <see cref="BatchOptions.KeepGoing"/>.</returns>
    /// <exception cref="InvalidInputException">
    /// As for a single absorber, the first in the list; it carries the <see cref="InvalidInputException.Site"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the destination holds some of the results.</exception>
    IReadOnlyList<InvalidInputException> DescribeMany(
        ISiteList sites, Memory<float> destination, Memory<DescriptorTally> tallies = default, BatchOptions? options = null);
}
