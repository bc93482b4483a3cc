using System.CommandLine;

namespace Xanes.Cli.Options;

/// <summary>The argument that names a data set's folder.</summary>
internal static class DatasetFolderArgument
{
    /// <summary>Makes the argument.</summary>
    public static Argument<string> New() => new("DIR") { Description = "The data set's folder" };
}
