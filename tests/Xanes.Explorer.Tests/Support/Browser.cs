using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Xanes.Explorer.Tests.Support;

/// <summary>A Chromium without a window, of a profile of its own, that can reach no other machine.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _profile = Directory.CreateTempSubdirectory("xanes-browser-").FullName;
    private readonly ChromeDriver _driver;

    private Browser(string chromium, string driver)
    {
        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1440,900",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", $"--user-data-dir={_profile}");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference(LogType.Performance, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
        service.SuppressInitialDiagnosticInformation = true;
        _driver = new ChromeDriver(service, options, TimeSpan.FromMinutes(3));
    }

    /// <summary>Starts it; the test is ignored where there is none.</summary>
    public static Browser StartOrIgnore()
    {
        if (Program("chromium", "chromium-browser", "google-chrome") is { } chromium && Program("chromedriver") is { } driver)
        {
            return new Browser(chromium, driver);
        }

        Assert.Ignore("no chromium with its driver on this machine (Debian: chromium, chromium-driver)");
        throw new InvalidOperationException("An ignored test goes on.");
    }

    /// <summary>Opens a page, forgets what was logged before, and waits until its first spectrum is drawn.</summary>
    public void Open(Uri page, bool waits = true)
    {
        _ = (Console, Requests);
        _driver.Navigate().GoToUrl(page);
        if (waits)
        {
            Wait(() => Drawn > 0, "the first spectrum");
        }
    }

    /// <summary>How often a spectrum was drawn.</summary>
    public int Drawn => int.TryParse(Run<string>("return document.body.dataset.drawn ?? '0'"), out var count) ? count : 0;

    /// <summary>The line of faults.</summary>
    public string Message => Text("message");

    /// <summary>Everything that the console showed so far, but for what it shows of faulty requests.</summary>
    public IReadOnlyList<string> Console => [.. _driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => $"{entry.Level}: {entry.Message}")];

    /// <summary>The addresses of all requests so far.</summary>
    public IReadOnlyList<string> Requests =>
    [
        .. _driver.Manage().Logs.GetLog(LogType.Performance)
            .Select(entry => JsonDocument.Parse(entry.Message).RootElement.GetProperty("message"))
            .Where(message => message.GetProperty("method").GetString() == "Network.requestWillBeSent")
            .Select(message => message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!),
    ];

    /// <summary>An element by its id.</summary>
    public IWebElement Find(string id) => _driver.FindElement(By.Id(id));

    /// <summary>An element's text.</summary>
    public string Text(string id) => Find(id).Text;

    /// <summary>The names of the sliders, in their order.</summary>
    public IReadOnlyList<string> Sliders => [.. _driver.FindElements(By.CssSelector("#sliders label")).Select(label => label.Text)];

    /// <summary>The curve of a name in the chart.</summary>
    public double[] Curve(string name) => Numbers($"return document.getElementById('chart').data.find((trace) => trace.name === '{name}').y");

    /// <summary>The energies of the chart.</summary>
    public double[] Energies => Numbers("return document.getElementById('chart').data[0].x");

    /// <summary>Does something that draws a spectrum, and waits for it.</summary>
    public void Draws(Action action)
    {
        var before = Drawn;
        action();
        Wait(() => Drawn > before, "a spectrum");
    }

    /// <summary>Types a value into the number beside a slider, as a user does.</summary>
    public void Type(int slider, string value) => Draws(() =>
    {
        var number = Find($"value-{slider}");
        number.SendKeys(Keys.Control + "a");
        number.SendKeys(value + Keys.Enter);
    });

    /// <summary>Drops a file on the page.</summary>
    public void Drop(string path) => _driver.ExecuteScript(
        """
        const bytes = Uint8Array.from(atob(arguments[1]), (letter) => letter.charCodeAt(0));
        const dropped = new DataTransfer();
        dropped.items.add(new File([bytes], arguments[0]));
        for (const type of ["dragenter", "dragover", "drop"]) {
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }
        """,
        Path.GetFileName(path),
        Convert.ToBase64String(File.ReadAllBytes(path)));

    /// <summary>Waits until something holds.</summary>
    public void Wait(Func<bool> condition, string what)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            if (DateTime.UtcNow > end)
            {
                var place = Path.Combine(Path.GetTempPath(), $"xanes-explorer-{TestContext.CurrentContext.Test.ID}.png");
                Picture(place);
                Assert.Fail($"the page does not show {what}; message '{Message}', console: {string.Join(" | ", Console)}, picture: {place}");
            }

            Thread.Sleep(50);
        }
    }

    /// <summary>Saves what the page looks like.</summary>
    public void Picture(string path) => _driver.GetScreenshot().SaveAsFile(path);

    /// <summary>Runs a script in the page.</summary>
    public T Run<T>(string script) => (T)_driver.ExecuteScript(script)!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _driver.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private double[] Numbers(string script) => [.. Run<IReadOnlyCollection<object>>(script).Select(Convert.ToDouble)];

    private static string? Program(params string[] names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
