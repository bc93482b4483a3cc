namespace Xanes.Plugin.Structures;

/// <summary>What reading an xyz frame works with; the next frame takes it again, so that a trajectory allocates it once.</summary>
internal sealed class XyzDraft
{
    private int[] _atomicNumbers = [];
    private double[] _positions = [];
    private Range[] _words = [];
    private XyzColumns? _columns;
    private string _properties = "";

    /// <summary>The frame's atom lines.</summary>
    public List<TextLine> Lines { get; } = [];

    /// <summary>Room for at least so many atoms: atomic numbers [n] and positions [n,3].</summary>
    public (int[] AtomicNumbers, double[] Positions) Arrays(int atoms)
    {
        if (_atomicNumbers.Length < atoms)
        {
            var room = Math.Max(atoms, 2 * _atomicNumbers.Length);
            _atomicNumbers = new int[room];
            _positions = new double[3 * room];
        }

        return (_atomicNumbers, _positions);
    }

    /// <summary>Room for at least so many words.</summary>
    public Range[] Words(int count) => _words.Length >= count ? _words : _words = new Range[count];

    /// <summary>The columns that a description names; most trajectories have one for all frames.</summary>
    public XyzColumns Columns(string properties)
    {
        if (_columns is null || properties != _properties)
        {
            (_columns, _properties) = (XyzColumns.Parse(properties), properties);
        }

        return _columns;
    }
}
