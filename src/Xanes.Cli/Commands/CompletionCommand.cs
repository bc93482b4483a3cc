using System.CommandLine;
using Xanes.Cli.Completion;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes completion</c>: a script with which a shell completes the command.</summary>
internal sealed class CompletionCommand : XanesCommand
{
    private const string ManualText = """
        Prints a script for your shell. With it the Tab key completes commands, options and the names of models, presets and
        protocols, and files where none of these fits.

        Examples:
          eval "$(xanes completion bash)"                 this shell; in ~/.bashrc every one
          eval "$(xanes completion zsh)"                  in ~/.zshrc behind compinit
          xanes completion fish | source                  in ~/.config/fish/config.fish
        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish" };

    /// <summary>Makes the command.</summary>
    public CompletionCommand()
        : base("completion", "Print a script that completes the command in your shell", ManualText)
    {
        _shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        Add(_shell);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        session.Terminal.Out.WriteLine(CompletionScripts.Of(arguments.GetRequiredValue(_shell)));
        return ExitStatus.Success;
    }
}
