using Xanes.Interop;

namespace Xanes.Native;

/// <summary>How a call on many sites tells its caller which of them are at fault.</summary>
/// <param name="statuses">Takes the status of each site, [N]; null where the first fault is to end the call.</param>
/// <param name="firstFault">Takes the 0-based place of the first site at fault, or -1; may be null.</param>
internal readonly unsafe ref struct FaultReport(int* statuses, long* firstFault)
{
    private readonly int* _statuses = statuses;
    private readonly long* _firstFault = firstFault;

    /// <summary>What the caller asks for.</summary>
    /// <exception cref="MisuseException">The number of threads is negative.</exception>
    public BatchOptions Options(int threads, CancellationToken cancellation) => threads >= 0
        ? new BatchOptions { Threads = threads, KeepGoing = _statuses != null, Cancellation = cancellation }
        : throw new MisuseException($"{threads} threads: give 1 or more, or 0 for all cores");

    /// <summary>Reports a call that came to its end.</summary>
    public Status Report(int sites, IReadOnlyList<InvalidInputException> faults)
    {
        if (_statuses != null)
        {
            new Span<int>(_statuses, sites).Clear();
            foreach (var fault in faults)
            {
                _statuses[fault.Site!.Value] = (int)Status.InvalidInput;
            }
        }

        if (faults.Count > 0)
        {
            LastError.Set(faults);
        }

        SetFirst(faults.Count > 0 ? faults[0].Site : null);
        return Status.Ok;
    }

    /// <summary>Reports a call that a fault ended.</summary>
    public Status Report(Exception fault)
    {
        SetFirst((fault as InvalidInputException)?.Site);
        return LastError.Set(fault);
    }

    private void SetFirst(int? site)
    {
        if (_firstFault != null)
        {
            *_firstFault = site ?? -1;
        }
    }
}
