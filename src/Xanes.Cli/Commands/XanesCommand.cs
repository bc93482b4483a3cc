using System.CommandLine;

namespace Xanes.Cli.Commands;

/// <summary>A command that can be run, with a manual below its list of options.</summary>
internal abstract class XanesCommand : Command
{
    /// <summary>Names a command.</summary>
    protected XanesCommand(string name, string description, string manual)
        : base(name, description)
    {
        Manual = manual;
    }

    /// <summary>What its files hold, with examples; the end of <c>--help</c>.</summary>
    public string Manual { get; }

    /// <summary>Whether it has the options <c>--ignore</c> and <c>--substitute</c>.</summary>
    public virtual bool ChangesNeighbours => false;

    /// <summary>Does the work.</summary>
    /// <returns>The exit status.</returns>
    /// <exception cref="Xanes.Interop.XanesException">It cannot be done.</exception>
    public abstract int Execute(ParseResult arguments, Session session);
}
