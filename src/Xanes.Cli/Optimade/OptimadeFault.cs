using Xanes.Interop;

namespace Xanes.Cli.Optimade;

/// <summary>A database did not answer as it should; others may.</summary>
internal sealed class OptimadeFault : XanesException
{
    /// <summary>Says which database, what happened and what can be done, in one line.</summary>
    public OptimadeFault(string message)
        : base(message)
    {
    }

    /// <summary>The same with what it came from.</summary>
    public OptimadeFault(string message, Exception inner)
        : base(message, inner)
    {
    }
}
