namespace Xanes.Cli.Rows;

/// <summary>Takes rows one by one. What it wrote counts once committed; disposed before that, it leaves nothing behind.</summary>
internal interface IRowWriter<in TRow> : IDisposable
{
    /// <summary>Takes the next row.</summary>
    void Write(TRow row);

    /// <summary>Ends the output and puts it in its place.</summary>
    /// <returns>The files written.</returns>
    IReadOnlyList<string> Commit();
}
