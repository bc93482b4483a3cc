namespace Xanes.Cli.Rows;

/// <summary>How many of the sites that a spectrum is made of are inside of the model's domain.</summary>
/// <param name="Inside">Those inside.</param>
/// <param name="All">All of them, over all frames.</param>
internal readonly record struct SiteCount(int Inside, int All)
{
    /// <summary>As <c>254 of 256 sites inside</c>.</summary>
    public string Text => $"{Inside} of {All} sites inside";

    /// <summary>The sites of both.</summary>
    public static SiteCount operator +(SiteCount one, SiteCount other) => new(one.Inside + other.Inside, one.All + other.All);
}
