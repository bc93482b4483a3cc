using System.Globalization;
using OpenQA.Selenium;
using Xanes.Explorer.Tests.Support;
using Xanes.Interop;

namespace Xanes.Explorer.Tests;

/// <summary>The page in a real browser.</summary>
public sealed class PageTests
{
    private const double Stretched = 1.012;

    private string _folder = "";
    private Browser? _browser;

    [OneTimeSetUp]
    public void StartBrowser()
    {
        _folder = Directory.CreateTempSubdirectory("xanes-page-").FullName;
        _browser = Browser.StartOrIgnore();
    }

    [OneTimeTearDown]
    public void StopBrowser()
    {
        _browser?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_slider_moves_the_curve_to_the_spectrum_of_the_changed_crystal()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        var browser = Open(server);
        Assert.That(browser.Sliders[0], Is.EqualTo("cell"));
        Assert.That(browser.Curve("predicted"), Is.EqualTo(Predicted(1.0)).Within(2e-4));

        browser.Draws(() => browser.Find("parameter-0").SendKeys(Keys.Home));
        Assert.That(browser.Find("value-0").GetAttribute("value"), Is.EqualTo("0.9600"));
        Assert.That(browser.Curve("predicted"), Is.EqualTo(Predicted(0.96)).Within(2e-4));

        browser.Type(0, "1.012");
        Assert.That(browser.Curve("predicted"), Is.EqualTo(Predicted(Stretched)).Within(2e-4));

        browser.Draws(() => browser.Find("reset").Click());
        Assert.That(browser.Curve("predicted"), Is.EqualTo(Predicted(1.0)).Within(2e-4));
        TestContext.Out.WriteLine($"from the slider to the picture: {browser.Run<string>("return document.body.dataset.milliseconds")} ms");
        ShouldBeQuietAndAlone(browser, server);
    }

    [Test]
    public async Task Dropped_files_are_opened_and_compared()
    {
        await using var server = await ExplorerServer.StartAsync(new ExplorerRequest(Checkout.Plugin) { Options = new FitOptions { Model = "ag-k-fast" } });
        var browser = Open(server, waits: false);
        browser.Wait(() => !browser.Find("fit-start").Enabled, "a page without a structure");

        browser.Draws(() => browser.Drop(Checkout.Data("structures/ago.cif")));
        Assert.That(browser.Text("structure-name"), Does.StartWith("ago.cif, "));
        Assert.That(browser.Find("fit-start").Enabled, Is.False);

        browser.Draws(() => browser.Drop(Checkout.Data("measured/ag.prj")));
        Assert.That(browser.Text("measured-name"), Is.EqualTo("ag.prj"));
        browser.Draws(() => browser.Find("record").FindElement(By.CssSelector("option[value='Ag oxide']")).Click());
        Assert.That(browser.Find("fit-start").Enabled, Is.True);
        var (measured, fitted, difference) = (browser.Curve("measured"), browser.Curve("predicted"), browser.Curve("difference"));
        Assert.That(difference, Is.EqualTo(measured.Zip(fitted, (one, other) => one - other)).Within(1e-9));
        var spectrum = Checkout.Plugin.Normalise(Checkout.Plugin.ReadMeasured(Checkout.Data("measured/ag.prj") + ":Ag oxide")[0].SpectrumOrThrow());
        Assert.That(measured, Is.SubsetOf(spectrum.Flattened.ToArray()));
        Assert.That(browser.Text("verdict"), Does.Contain("of what the model has seen"));
        ShouldBeQuietAndAlone(browser, server);
    }

    [Test]
    public async Task A_bad_file_is_one_line_and_the_page_goes_on()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        var browser = Open(server);

        browser.Drop(Checkout.Data("bad/nan-position.xyz"));
        browser.Wait(() => browser.Message.Length > 0, "a message");
        Assert.That(browser.Message, Does.StartWith("nan-position.xyz"));
        Assert.That(browser.Message, Does.Not.Contain("\n"));

        browser.Drop(Checkout.Data("bad/letter.txt"));
        browser.Wait(() => browser.Message.StartsWith("letter.txt", StringComparison.Ordinal), "the next message");

        browser.Type(0, "1.012");
        Assert.That(browser.Message, Is.Empty);
        Assert.That(browser.Curve("predicted"), Is.EqualTo(Predicted(Stretched)).Within(2e-4));
    }

    [Test]
    public async Task A_variation_that_names_no_atom_says_what_is_there_and_a_good_one_gets_its_slider()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        var browser = Open(server);
        browser.Run<object?>("document.querySelector('details').open = true; return null");

        browser.Find("variations").SendKeys("shell O 2.5-2.6");
        browser.Find("vary").Click();
        browser.Wait(() => browser.Message.Contains("names no atom; O around the absorber at 2.0", StringComparison.Ordinal), "a message");

        browser.Find("variations").Clear();
        browser.Find("variations").SendKeys("shell O 1.9-2.2 in -0.1..0.1 as first\nrotate 4 about 0,0,1");
        browser.Draws(() => browser.Find("vary").Click());
        Assert.That(browser.Sliders.Take(2), Is.EqualTo(new[] { "first (Å)", "rotate 4 about 0,0,1 (°)" }));
    }

    [Test]
    public async Task A_fit_from_the_page_finds_the_cell_and_moves_the_sliders_there()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide with { Measured = WriteSpectrum(), Variations = ["cell"] });
        var browser = Open(server);

        browser.Draws(() =>
        {
            browser.Find("fit-start").Click();
            browser.Wait(() => browser.Text("fit-state").StartsWith("done", StringComparison.Ordinal), "the end of the fit");
        });

        var row = browser.Find("fit-table").FindElements(By.CssSelector("tbody tr")).Select(found => found.Text).Single(text => text.StartsWith("cell ", StringComparison.Ordinal)).Split(' ');
        Assert.That(double.Parse(row[1], CultureInfo.InvariantCulture), Is.EqualTo(Stretched).Within(0.003));
        Assert.That(double.Parse(browser.Find("value-0").GetAttribute("value")!, CultureInfo.InvariantCulture), Is.EqualTo(Stretched).Within(0.003));
        Assert.That(browser.Curve("difference").Select(Math.Abs).Max(), Is.LessThan(0.01));
        Assert.That(browser.Curve("90 % of what fits"), Has.Length.EqualTo(browser.Energies.Length));
        ShouldBeQuietAndAlone(browser, server);
    }

    [Test]
    public async Task A_fit_can_be_cancelled_and_started_again()
    {
        var request = Checkout.SilverOxide with { Measured = WriteSpectrum() };
        await using var server = await ExplorerServer.StartAsync(request with { Options = request.Options with { Population = 4000, MaximumSteps = 100_000 } });
        var browser = Open(server);

        browser.Find("fit-start").Click();
        browser.Wait(() => browser.Find("fit-cancel").Displayed, "a button that cancels");
        browser.Find("fit-cancel").Click();
        browser.Wait(() => browser.Text("fit-state") == "cancelled", "that the fit was cancelled");
        Assert.That(browser.Find("fit-start").Enabled, Is.True);
        Assert.That(browser.Find("fit-cancel").Displayed, Is.False);
        ShouldBeQuietAndAlone(browser, server);
    }

    [Test]
    public async Task The_structure_turns_by_keys_and_every_control_has_a_name()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        var browser = Open(server);
        if (browser.Find("turning").Selected)
        {
            browser.Find("turning").Click();
        }

        var before = View(browser);
        browser.Find("viewer").SendKeys(Keys.ArrowRight);
        browser.Wait(() => View(browser) != before, "the structure from another side");
        Assert.That(browser.Find("viewer").GetAttribute("aria-label"), Is.EqualTo("Surroundings of the absorber: absorber, 14 O, 42 Ag"));
        Assert.That(
            browser.Run<long>("return [...document.querySelectorAll('button, input, select, textarea, progress')].filter((one) => !(one.labels?.length || one.ariaLabel || one.textContent.trim())).length"),
            Is.Zero);
        ShouldBeQuietAndAlone(browser, server);
    }

    private Browser Open(ExplorerServer server, bool waits = true)
    {
        _browser!.Open(server.Address, waits);
        return _browser;
    }

    private static string View(Browser browser)
    {
        Thread.Sleep(200);
        return browser.Run<string>("return document.getElementById('viewer').toDataURL()");
    }

    /// <summary>Nothing red in the console, and no request to anywhere but the page's own address.</summary>
    private static void ShouldBeQuietAndAlone(Browser browser, ExplorerServer server)
    {
        Assert.That(browser.Console, Is.Empty);
        var requests = browser.Requests;
        Assert.That(requests, Has.Count.GreaterThan(5));
        Assert.That(
            requests.Where(address => !address.StartsWith(server.Address.ToString(), StringComparison.Ordinal) && new Uri(address).Scheme is not ("data" or "chrome")),
            Is.Empty, "chrome: is the browser's own first tab");
    }

    /// <summary>The mean spectrum of silver oxide stretched by a factor, as the model predicts it.</summary>
    private static double[] Predicted(double factor)
    {
        var model = Checkout.Plugin.OpenModel("ag-k-fast");
        var start = Checkout.Plugin.ReadStructures(Checkout.Data("structures/ag2o.cif")).First().Structure;
        var stretched = new AtomicStructure(
            start.AtomicNumbers,
            [.. start.Positions.ToArray().Select(x => factor * x)],
            [.. start.Cell.ToArray().Select(x => factor * x)],
            start.Periodic);
        var absorbers = AbsorberSelection.Parse("Ag").Resolve(stretched);
        var spectra = absorbers.Select(absorber => model.Predict(stretched, absorber).Intensities.ToArray()).ToArray();
        return [.. Enumerable.Range(0, spectra[0].Length).Select(i => spectra.Average(spectrum => (double)spectrum[i]))];
    }

    /// <summary>That spectrum as a measured one, 1 eV lower, with a pre-edge that fades and a post-edge that stays.</summary>
    private string WriteSpectrum()
    {
        var info = Checkout.Plugin.OpenModel("ag-k-fast").Info;
        var spectrum = Predicted(Stretched);
        var (first, last) = (info.Energies.Span[0], info.Energies.Span[^1]);
        IEnumerable<(double Energy, double Value)> points =
        [
            .. Enumerable.Range(1, 60).Reverse().Select(step => (first - (3.0 * step), spectrum[0] * Math.Exp(-3.0 * step / 8.0))),
            .. spectrum.Select((value, i) => (info.Energies.Span[i], value)),
            .. Enumerable.Range(1, 60).Select(step => (last + (4.0 * step), spectrum[^1])),
        ];
        var path = Path.Combine(_folder, "stretched.dat");
        File.WriteAllLines(path, ["# energy mu", .. points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{info.PhotonEnergy(point.Energy) - 1.0:F4} {point.Value:F6}"))]);
        return path;
    }
}
