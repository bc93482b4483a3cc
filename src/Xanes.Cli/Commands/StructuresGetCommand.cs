using System.CommandLine;
using Xanes.Cli.Optimade;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes structures get</c>: a formula in, crystals out.</summary>
internal sealed class StructuresGetCommand : XanesCommand
{
    private const string ManualText = """
        Asks databases that speak OPTIMADE for all crystals of a formula. Answers are kept for a week in your cache folder
        (xanes/optimade in XDG_CACHE_HOME or ~/.cache), and for longer where the network fails. Failures that may pass are tried
        again; a database that does not answer is told and passed over, unless it is the only one.

        Outputs (-o):
          x.extxyz   all crystals, a frame each, with id, provider and formula on the comment line
          DIR        a CIF file each, named PROVIDER-ID.cif
        Without -o: FORMULA.extxyz.

        Disordered crystals and those whose atoms are not all given are left out and listed.

        Examples:
          xanes structures get Cu2O                               of the usual databases, into Cu2O.extxyz
          xanes structures get Fe2O3 --provider cod -o fe2o3      measured ones, as CIF files
          xanes structures get CuO --provider https://example.org/optimade --limit 100
        """;

    private readonly Argument<string> _formula = new("FORMULA") { Description = "A chemical formula, such as Cu2O" };

    private readonly Option<string[]> _providers = new("--provider")
    {
        Description = $"The database, by name (xanes structures providers) or address; may be repeated; else {string.Join(", ", OptimadeProvider.Usual)}",
        HelpName = "ID|URL",
        DefaultValueFactory = _ => [.. OptimadeProvider.Usual],
    };

    private readonly Option<int> _limit = new("--limit") { Description = "The most crystals of one database; else 20", HelpName = "N", DefaultValueFactory = _ => 20 };

    private readonly Option<double> _timeout = new("--timeout") { Description = "How long an answer may take, in seconds; else 30", HelpName = "S", DefaultValueFactory = _ => 30.0 };

    private readonly Option<int> _retries = new("--retries") { Description = "How often a failure that may pass is tried again; else 3", HelpName = "N", DefaultValueFactory = _ => 3 };

    private readonly Option<bool> _refresh = new("--refresh") { Description = "Ask again, also for what is kept" };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "The file, or a folder for CIF files", HelpName = "x.extxyz|DIR" };

    /// <summary>Makes the command.</summary>
    public StructuresGetCommand()
        : base("get", "Fetch the crystals of a formula", ManualText)
    {
        Add(_formula);
        Add(_providers);
        Add(_limit);
        Add(_timeout);
        Add(_retries);
        Add(_refresh);
        Add(_output);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var formula = ReducedFormula.Of(arguments.GetRequiredValue(_formula));
        OptimadeProvider[] providers = [.. (arguments.GetValue(_providers) ?? []).Distinct().Select(OptimadeProvider.Of)];
        var crystals = Find(arguments, formula, providers, session);
        if (crystals.Count == 0)
        {
            throw new InvalidInputException($"{string.Join(", ", providers.Select(provider => provider.Id))}: no crystal of {formula} that can be taken; try another --provider");
        }

        var output = arguments.GetValue(_output) ?? $"{formula}.extxyz";
        var files = Write(output, crystals);
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(Json(crystals, files));
        }

        session.Note($"{Counted.Of(crystals.Count, "crystal")} in {output}: {string.Join(", ", crystals.Take(5).Select(crystal => crystal.Name))}{(crystals.Count > 5 ? ", ..." : "")}");
        return ExitStatus.Success;
    }

    private List<OptimadeCrystal> Find(ParseResult arguments, string formula, OptimadeProvider[] providers, Session session)
    {
        var (limit, timeout, retries) = (arguments.GetValue(_limit), arguments.GetValue(_timeout), arguments.GetValue(_retries));
        if (limit is < 1 or > 10_000 || timeout is not (>= 0.01 and <= 3600.0) || retries is < 0 or > 20)
        {
            throw new InvalidInputException("--limit takes 1 to 10000, --timeout 0.01 to 3600 seconds, --retries 0 to 20");
        }

        var cache = new PageCache(Path.Combine(UserFolders.Cache, "optimade"));
        using var client = new OptimadeClient(
            cache, arguments.GetValue(_refresh), TimeSpan.FromSeconds(timeout), retries, TimeSpan.FromSeconds(1.0), session.Note);
        var search = new OptimadeSearch(client, limit);
        var crystals = new List<OptimadeCrystal>();
        foreach (var provider in providers)
        {
            try
            {
                var (found, leftOut) = search.FindAsync(provider, formula, session.Cancellation).GetAwaiter().GetResult();
                crystals.AddRange(found);
                foreach (var reason in leftOut)
                {
                    session.Note($"left out: {reason}");
                }
            }
            catch (OptimadeFault fault) when (providers.Length > 1)
            {
                session.Note($"passed over: {fault.Message}");
            }
        }

        return crystals;
    }

    private static List<string> Write(string output, List<OptimadeCrystal> crystals)
    {
        if (Path.GetExtension(output) is ".extxyz" or ".xyz")
        {
            StructureWriter.Write(output, crystals.Select(crystal => (crystal.Structure, Info(crystal))));
            return [output];
        }

        Directory.CreateDirectory(output);
        var files = new List<string>();
        foreach (var crystal in crystals)
        {
            var name = new string([.. crystal.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')]);
            var path = Path.Combine(output, $"{name}.cif");
            CifWriter.Write(path, crystal.Structure, name, [$"{crystal.Name}, by OPTIMADE from {crystal.Provider.BaseUrl}"]);
            files.Add(path);
        }

        return files;
    }

    private static IReadOnlyDictionary<string, string> Info(OptimadeCrystal crystal) => new Dictionary<string, string>
    {
        ["id"] = crystal.Id,
        ["provider"] = crystal.Provider.Id,
        ["formula"] = crystal.Formula,
    };

    private static string Json(List<OptimadeCrystal> crystals, List<string> files) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("crystals");
        foreach (var crystal in crystals)
        {
            json.WriteStartObject();
            json.WriteString("provider", crystal.Provider.Id);
            json.WriteString("id", crystal.Id);
            json.WriteString("formula", crystal.Formula);
            json.WriteNumber("atoms", crystal.Structure.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("files");
        files.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
