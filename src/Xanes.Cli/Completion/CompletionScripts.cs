using Xanes.Interop;

namespace Xanes.Cli.Completion;

/// <summary>
/// What a shell runs to complete words behind <c>xanes</c>. Each script asks the command itself, by the directive <c>[suggest:N]</c> with
/// the line up to the cursor behind its first word, and leaves file names to the shell where no name fits.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of xanes in bash. For good: xanes completion bash > ~/.local/share/bash-completion/completions/xanes
        _xanes() {
          local program=${1/#\~/$HOME} line=${COMP_LINE:0:COMP_POINT} word=$2 found
          line=${line#*"$1"}
          COMPREPLY=()
          while IFS= read -r found; do
            if [[ $found == "$word"* && -n $found && ( $found != -* || $word == -* ) ]]; then
              COMPREPLY+=("$found")
            fi
          done < <("$program" "[suggest:${#line}]" "$line" </dev/null 2>/dev/null)
        }
        complete -o bashdefault -o default -F _xanes xanes
        """;

    private const string Zsh = """
        #compdef xanes
        # Completion of xanes in zsh, after compinit. For good: xanes completion zsh > a file _xanes in a folder of $fpath
        _xanes() {
          local line=" ${(j: :)words[2,CURRENT-1]} $PREFIX"
          local -a found
          found=(${(f)"$(${~words[1]} "[suggest:${#line}]" "$line" </dev/null 2>/dev/null)"})
          if [[ $PREFIX != -* ]]; then
            found=(${found:#-*})
          fi
          compadd -a found || _files
        }
        if [[ ${funcstack[1]} == _xanes ]]; then
          _xanes "$@"
        else
          compdef _xanes xanes
        fi
        """;

    private const string Fish = """
        # Completion of xanes in fish. For good: xanes completion fish > ~/.config/fish/completions/xanes.fish
        function __xanes_complete
            set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
            set -l line (string replace -r '^\s*\S+' '' -- (commandline -cp))
            set -l word (commandline -ct)
            set -l found ($program "[suggest:"(string length -- "$line")"]" "$line" </dev/null 2>/dev/null | string match -v '')
            if not string match -q -- '-*' "$word"
                set found (string match -v -- '-*' $found)
            end
            set -l fitting (string match -- "$word*" $found)
            if test (count $fitting) -gt 0
                printf '%s\n' $fitting
            else
                __fish_complete_path "$word"
            end
        end
        complete -c xanes -f -a '(__xanes_complete)'
        """;

    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script of one of <see cref="Shells"/>, its lines parted by <c>\n</c>.</summary>
    /// <exception cref="InvalidInputException">There is none for this shell.</exception>
    public static string Of(string shell)
    {
        var script = shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => throw new InvalidInputException($"there is no script for '{shell}'; give bash, zsh or fish"),
        };
        return script.ReplaceLineEndings("\n");
    }
}
