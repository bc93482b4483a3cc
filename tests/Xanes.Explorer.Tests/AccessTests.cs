using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xanes.Explorer.Tests.Support;
using Xanes.Interop;

namespace Xanes.Explorer.Tests;

/// <summary>Who can ask the explorer for what.</summary>
public sealed class AccessTests
{
    private static readonly HttpClient Client = new();

    [Test]
    public async Task Without_the_token_or_by_another_name_nothing_is_given()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        var root = new Uri(server.Address, "/");

        Assert.That(await StatusOf(server.Address), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusOf(root), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusOf(new Uri(root, "api/state")), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusOf(new Uri(root, new string('0', 48) + "/api/state")), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusOf(server.Address, request => request.Headers.Host = $"evil.example:{server.Address.Port}"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusOf(server.Address, request => request.Headers.Add("Origin", "http://evil.example")), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusOf(new Uri(server.Address, "nothing")), Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Other_addresses_of_this_machine_do_not_answer()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        Assert.That(server.Address.Host, Is.EqualTo("127.0.0.1"));
        using var socket = new TcpClient();
        Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Parse("127.0.0.2"), server.Address.Port));
    }

    [Test]
    public async Task Each_start_has_another_token()
    {
        await using var first = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        await using var second = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        Assert.That(second.Address.AbsolutePath, Is.Not.EqualTo(first.Address.AbsolutePath));
        Assert.That(first.Address.AbsolutePath.Trim('/'), Has.Length.EqualTo(48));
    }

    [Test]
    public async Task The_page_may_load_nothing_from_elsewhere()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        using var answer = await Client.GetAsync(server.Address);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.StartWith("default-src 'none'; script-src 'self';"));
        Assert.That(policy, Does.Not.Contain("unsafe"));
        Assert.That(policy, Does.Not.Contain("http"));
    }

    [Test]
    public async Task Too_large_files_and_faulty_requests_are_refused_in_one_line()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        Assert.That(await FaultOf(server, "api/structure?name=big.xyz", new byte[(16 << 20) + 1]), Is.EqualTo("the file has over 16 MB; cut out the part that matters"));
        Assert.That(await FaultOf(server, "api/structure?name=../../x.xyz", "2\n\nAg 0 0 0\n"u8.ToArray()), Does.StartWith("x.xyz"));
        Assert.That(await FaultOf(server, "api/spectrum", "{\"version\":1,\"values\":[1]}"u8.ToArray()), Does.StartWith("1 values were given for "));
        Assert.That(await FaultOf(server, "api/spectrum", "{\"version\":7,\"values\":[1]}"u8.ToArray()), Does.Contain("load the page again"));
        Assert.That(await FaultOf(server, "api/spectrum", "nonsense"u8.ToArray()), Does.StartWith("the request is not what this page sends"));
        Assert.That(await FaultOf(server, "api/variations", "{\"variations\":[\"cell in 2..1\"]}"u8.ToArray()), Does.Contain("2..1"));
        Assert.That(await FaultOf(server, "api/fit", "{\"version\":1,\"values\":[]}"u8.ToArray()), Does.StartWith("there is no measured spectrum"));
    }

    [Test]
    public async Task What_was_sent_is_gone_with_the_explorer()
    {
        string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "xanes-explorer-*");
        var before = Folders();
        await using (var server = await ExplorerServer.StartAsync(Checkout.SilverOxide))
        {
            Assert.That(Folders().Except(before), Is.Not.Empty);
            using var content = new ByteArrayContent(File.ReadAllBytes(Checkout.Data("structures/ago.cif")));
            using var answer = await Client.PostAsync(new Uri(server.Address, "api/structure?name=ago.cif"), content);
            Assert.That(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("structure").GetString(), Does.StartWith("ago.cif, "));
        }

        Assert.That(Folders().Except(before), Is.Empty);
    }

    [Test]
    public async Task A_taken_port_and_a_missing_file_are_told()
    {
        await using var server = await ExplorerServer.StartAsync(Checkout.SilverOxide);
        Assert.That(
            async () => await ExplorerServer.StartAsync(Checkout.SilverOxide, server.Address.Port),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains($"port {server.Address.Port} of this machine is taken"));
        Assert.That(
            async () => await ExplorerServer.StartAsync(Checkout.SilverOxide with { Structure = "no-such.cif" }),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("no-such.cif"));
    }

    private static async Task<HttpStatusCode> StatusOf(Uri address, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        change?.Invoke(request);
        using var answer = await Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> FaultOf(ExplorerServer server, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await Client.PostAsync(new Uri(server.Address, path), content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString()!;
    }
}
