using NUnit.Framework;
using Xanes.Interop;

namespace Xanes.Plugin.Tests.Models;

/// <summary>Models belong to their plugin, and every call on one can be cancelled.</summary>
public sealed class ModelLifetimeTests
{
    private static readonly string Manifest = PluginManifest.FindFrom(AppContext.BaseDirectory)!;
    private static readonly string Endless = Path.Combine(Path.GetDirectoryName(Manifest)!, "tests", "data", "bad-models", "endless");
    private static readonly AtomicStructure Oxide = new([47, 8, 8], [0.0, 0.0, 0.0, 2.05, 0.0, 0.0, -2.05, 0.0, 0.0]);

    private XanesPlugin _plugin = null!;

    [SetUp]
    public void OpenPlugin() => _plugin = new XanesPlugin(PluginManifest.Read(Manifest));

    [TearDown]
    public void ClosePlugin() => _plugin.Dispose();

    [Test]
    public void A_host_cannot_close_the_model_that_it_shares_with_others()
    {
        Assert.That(typeof(ISpectrumModel).IsAssignableTo(typeof(IDisposable)), Is.False);
        var first = _plugin.OpenModel();
        Assert.That(_plugin.OpenModel(), Is.SameAs(first));
    }

    [Test]
    public void A_structure_is_predicted_as_its_view_is()
    {
        var model = _plugin.OpenModel();

        Assert.That(model.Predict(Oxide, 0).Intensities.ToArray(), Is.EqualTo(model.Predict(Oxide.View, 0).Intensities.ToArray()));
    }

    [Test]
    public void Calls_on_a_closed_plugin_are_refused_in_words()
    {
        var model = _plugin.OpenModel();
        model.Predict(Oxide, 0);
        _plugin.Dispose();

        Assert.That(Assert.Throws<ObjectDisposedException>(() => model.Predict(Oxide, 0))!.Message, Does.Contain("the plugin that this model belongs to is closed"));
        Assert.Throws<ObjectDisposedException>(() => _plugin.OpenModel());
    }

    [Test]
    public void Closing_a_plugin_waits_for_no_call_and_spoils_none()
    {
        var model = _plugin.OpenModel();
        AbsorberSite[] sites = [.. Enumerable.Repeat(new AbsorberSite(Oxide, 0), 2000)];
        using var begun = new ManualResetEventSlim();
        var work = Task.Run(() => model.PredictMany(sites, new Told(_ => begun.Set())));
        begun.Wait();
        _plugin.Dispose();

        // The batches that began before the end are whole; the first that begins after it ends the call in words.
        try
        {
            Assert.That(work.GetAwaiter().GetResult(), Has.Count.EqualTo(sites.Length));
        }
        catch (Exception fault)
        {
            Assert.That(fault, Is.InstanceOf<ObjectDisposedException>());
        }
    }

    [Test]
    public void A_single_prediction_that_never_ends_is_cancelled()
    {
        var model = _plugin.OpenModel(Endless);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.Catch<OperationCanceledException>(() => model.Predict(Oxide, 0, soon.Token));
    }

    [Test]
    public void A_batch_that_never_ends_is_cancelled([Values(1, 2)] int threads)
    {
        var model = _plugin.OpenModel(Endless);
        var sites = new SiteList([.. Enumerable.Repeat(new AbsorberSite(Oxide, 0), 400)]);
        var spectra = new SpectrumArrays(new float[400 * model.Info.Energies.Length]);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var options = new BatchOptions { Threads = threads, Cancellation = soon.Token };

        Assert.Catch<OperationCanceledException>(() => model.PredictMany(sites, spectra, options));
    }

    [Test]
    public void A_cancelled_call_spoils_no_later_one()
    {
        var model = _plugin.OpenModel();
        AbsorberSite[] sites = [.. Enumerable.Repeat(new AbsorberSite(Oxide, 0), 2000)];
        var expected = model.PredictMany(sites[..300]);
        using var cancelling = new CancellationTokenSource();

        Assert.Catch<OperationCanceledException>(() => model.PredictMany(sites, new Told(_ => cancelling.Cancel()), cancelling.Token));

        var again = model.PredictMany(sites[..300]);
        Assert.That(again.Select(spectrum => spectrum.Intensities.ToArray()), Is.EqualTo(expected.Select(spectrum => spectrum.Intensities.ToArray())));
    }

    private sealed class Told(Action<int> act) : IProgress<int>
    {
        public void Report(int value) => act(value);
    }
}
