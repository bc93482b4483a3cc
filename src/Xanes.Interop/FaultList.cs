namespace Xanes.Interop;

/// <summary>Gathers the faults of a file, so that one message tells them all.</summary>
/// <param name="source">The file, as the messages of its faults begin.</param>
public sealed class FaultList(string source)
{
    private readonly List<string> _faults = [];

    /// <summary>Reads a value; where that fails, keeps the fault and goes on with another value.</summary>
    public T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (InvalidInputException fault)
        {
            Add(fault.Message);
            return otherwise;
        }
    }

    /// <summary>Makes a check that may fail; keeps the fault.</summary>
    public void Try(Action check) => Try(
        () =>
        {
            check();
            return true;
        },
        false);

    /// <summary>Adds a fault.</summary>
    public void Add(string fault)
    {
        var place = fault.StartsWith(source, StringComparison.Ordinal) ? fault[source.Length..].TrimStart(',', ':', ' ') : fault;
        if (!_faults.Contains(place))
        {
            _faults.Add(place);
        }
    }

    /// <summary>Ends with all faults in one message, if there are any.</summary>
    /// <exception cref="InvalidInputException">There are faults.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException($"{source}: {string.Join("; ", _faults)}");
        }
    }
}
