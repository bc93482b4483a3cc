namespace Xanes.Cli;

/// <summary>What a run answers to the shell.</summary>
internal static class ExitStatus
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The program, the machine or a check failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line or an input is at fault.</summary>
    public const int BadInput = 2;

    /// <summary>The run was interrupted (Ctrl-C): 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
