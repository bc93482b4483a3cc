using Spectre.Console;

namespace Xanes.Cli.Output;

/// <summary>The look of tables.</summary>
internal static class Tables
{
    private const int WidthWithoutTerminal = 160;

    /// <summary>Starts a table.</summary>
    /// <param name="textColumns">How many of the first columns hold text; the others hold numbers and are right-aligned.</param>
    /// <param name="columns">The heads of the columns.</param>
    public static Table New(int textColumns, params IReadOnlyList<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = new TableColumn($"[bold]{Markup.Escape(columns[i])}[/]");
            table.AddColumn(i < textColumns ? column : column.RightAligned());
        }

        return table;
    }

    /// <summary>Prints a table on standard output; colours and the width of the window only where that is a terminal.</summary>
    public static void Print(Table table, Terminal terminal)
    {
        var settings = new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = terminal.OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        };
        var console = AnsiConsole.Create(settings);
        if (!terminal.OutIsTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        console.Write(table);
    }
}
