namespace Xanes.Plugin.Reconstruction;

/// <summary>The start of the lowest number among those taken. One thread at a time may take; any may read the number.</summary>
internal sealed class FirstStart
{
    private int _number = int.MaxValue;

    /// <summary>Its number; the largest integer before any is taken.</summary>
    public int Number => Volatile.Read(ref _number);

    /// <summary>Its positions; null before any is taken.</summary>
    public NodePositions? Positions { get; private set; }

    /// <summary>Takes a start if its number is lower.</summary>
    public void Take(int number, NodePositions positions)
    {
        if (number < _number)
        {
            Positions = positions.Copy();
            Volatile.Write(ref _number, number);
        }
    }
}
