using System.Text.RegularExpressions;
using Xanes.Interop;

namespace Xanes.Cli.Tests;

/// <summary>One idea a folder, arrows one way, as docs/architecture.md says.</summary>
public sealed partial class ArrowTests
{
    private static readonly string Source = Path.Combine(Path.GetDirectoryName(PluginManifest.FindFrom(AppContext.BaseDirectory))!, "src");

    [Test]
    public void No_folder_is_used_by_one_that_it_uses([Values("Xanes.Interop", "Xanes.Plugin", "Xanes.Cli", "Xanes.Native", "Xanes.Explorer")] string project)
    {
        var uses = FoldersOf(project).ToDictionary(folder => folder, folder => UsedBy(project, folder));

        Assert.That(Circles(uses), Is.Empty);
    }

    [Test]
    public void A_circle_is_found()
    {
        var uses = new Dictionary<string, IReadOnlySet<string>>
        {
            ["Rows"] = new HashSet<string> { "Output" },
            ["Output"] = new HashSet<string> { "Text" },
            ["Text"] = new HashSet<string> { "Rows" },
            ["Progress"] = new HashSet<string> { "Text" },
        };

        Assert.That(Circles(uses), Is.EquivalentTo(new[] { "Rows", "Output", "Text" }));
    }

    [TestCase("Xanes.Interop", "")]
    [TestCase("Xanes.Plugin", "Xanes.Interop")]
    [TestCase("Xanes.Native", "Xanes.Interop Xanes.Plugin")]
    [TestCase("Xanes.Explorer", "Xanes.Interop Xanes.Plugin")]
    [TestCase("Xanes.Cli", "Xanes.Explorer Xanes.Interop Xanes.Plugin")]
    public void A_project_knows_those_below_it_alone(string project, string below)
    {
        var text = File.ReadAllText(Path.Combine(Source, project, $"{project}.csproj"));
        var known = ProjectReference().Matches(text).Select(found => found.Groups[1].Value);

        Assert.That(known, Is.SubsetOf(below.Split(' ')));
    }

    private static IReadOnlyList<string> FoldersOf(string project) =>
        [.. Directory.GetDirectories(Path.Combine(Source, project)).Select(folder => Path.GetFileName(folder)!)];

    private static IReadOnlySet<string> UsedBy(string project, string folder) => Directory
        .EnumerateFiles(Path.Combine(Source, project, folder), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Mentioned(project).Matches(File.ReadAllText(file)))
        .Select(found => found.Groups[1].Value)
        .Where(other => other != folder && FoldersOf(project).Contains(other))
        .ToHashSet();

    private static Regex Mentioned(string project) => new($@"\b{Regex.Escape(project)}\.(\w+)");

    /// <summary>The folders that come back to themselves.</summary>
    private static IEnumerable<string> Circles(IReadOnlyDictionary<string, IReadOnlySet<string>> uses)
    {
        return uses.Keys.Where(start => Reached(start).Contains(start));

        HashSet<string> Reached(string start)
        {
            var reached = new HashSet<string>();
            var waiting = new Stack<string>([start]);
            while (waiting.TryPop(out var folder))
            {
                foreach (var next in uses[folder].Where(reached.Add))
                {
                    waiting.Push(next);
                }
            }

            return reached;
        }
    }

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
