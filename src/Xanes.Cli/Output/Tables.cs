using Spectre.Console;

namespace Xanes.Cli.Output;

/// <summary>The look of tables.</summary>
internal static class Tables
{
    /// <summary>Starts a table whose first column is text and whose others are numbers.</summary>
    public static Table New(params IReadOnlyList<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = new TableColumn($"[bold]{Markup.Escape(columns[i])}[/]");
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }

    /// <summary>Prints a table; colours and the width of the window only where the output is a terminal.</summary>
    public static void Print(Table table, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = 160;
        }

        console.Write(table);
    }
}
