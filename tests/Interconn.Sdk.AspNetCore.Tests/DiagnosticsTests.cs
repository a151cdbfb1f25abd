using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>What a collector of metrics and traces sees of the server, and what nobody must see in the logs.</summary>
public sealed class DiagnosticsTests
{
    private const string Health = "/v1/interconn/node/health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options => options.Partners.Add(TestNode.Partner()),
        new HandlerScript().Register,
        app =>
        {
            app.MapGet("/data/{id}", () => "served").RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
            app.MapGet("/measured/{id}", () => "served").RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
            app.MapGet("/failing/{id}", string () => throw new InvalidOperationException("the host's own fault")).RequireInterconnSignature();
        });

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Metrics_OfServedAndRefusedCalls_AreTaggedWithEndpointAndCode()
    {
        var measured = Channel.CreateUnbounded<Measurement>();
        using MeterListener listener = Listen(measured.Writer);
        await Wire.SendAsync(node, RequestDraft.Get(Health));
        await Wire.SendAsync(node, RequestDraft.Get(Health).Sign(TestKeys.StrangerKey));
        await Wire.SendAsync(node, RequestDraft.Get("/measured/d-1"));
        await Wire.SendAsync(node, Permitted(await IssueAsync(), "/measured/d-1"));
        await Wire.SendAsync(node, RequestDraft.Get("/failing/d-1"));

        // A duration is recorded once the answer has left; that of an earlier test's last call may still be on its way.
        var seen = new List<Measurement>();
        while (seen.Count < 9)
        {
            Measurement next = await measured.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (next.Endpoint is null or "3.7" or "/measured/{id}" or "/failing/{id}")
            {
                seen.Add(next);
            }
        }

        Measurement[] durations = [.. seen.Where(each => each.Instrument == "interconn.server.duration")];
        Assert.That(
            durations.Select(each => (each.Endpoint, each.Code)),
            Is.EquivalentTo(new[] { ("3.7", 0), ("3.7", 40101), ("/measured/{id}", 40302), ("/measured/{id}", 0), ("/failing/{id}", 50001) }));
        Assert.That(durations, Has.All.Property(nameof(Measurement.Value)).InRange(0.0, 30.0).And.All.Property(nameof(Measurement.Unit)).EqualTo("s"));
        Assert.That(
            seen.Where(each => each.Instrument == "interconn.server.refusals").Select(each => (each.Endpoint, each.Code, each.Value)),
            Is.EquivalentTo(new[] { ("3.7", 40101, 1.0), ("/measured/{id}", 40302, 1.0) }));
        Assert.That(
            seen.Where(each => each.Instrument == "interconn.permit.uses").Select(each => (each.Code, each.Value)),
            Is.EquivalentTo(new[] { (40302, 1.0), (0, 1.0) }));
    }

    [TestCase(false, 0)]
    [TestCase(true, 40101)]
    public async Task Trace_OfACall_HasASpanWithItsTags(bool isForged, int code)
    {
        var stopped = Channel.CreateUnbounded<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InterconnDiagnostics.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => stopped.Writer.TryWrite(activity),
        };
        ActivitySource.AddActivityListener(listener);
        RequestDraft draft = RequestDraft.Get(Health);
        await Wire.SendAsync(node, isForged ? draft.Sign(TestKeys.StrangerKey) : draft);
        Activity span = await stopped.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.That(span.OperationName, Is.EqualTo("interconn serve 3.7"));
        Assert.That(span.TagObjects, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["interconn.endpoint"] = "3.7",
            ["interconn.node"] = TestNode.HolderId,
            ["interconn.partner"] = TestNode.CallerId,
            ["interconn.trace_id"] = draft["x-trace-id"],
            ["interconn.code"] = code,
        }));
    }

    [Test]
    public async Task Logs_AtEveryLevel_HoldNoTokenNoSignatureNoCredential()
    {
        node.Logs.Clear();
        ResourcePermit permit = await IssueAsync();
        RequestDraft good = Permitted(permit);
        RequestDraft replayed = good;
        RequestDraft forged = Permitted(permit).Sign(TestKeys.StrangerKey);
        RequestDraft broken = Permitted(permit with { Token = permit.Token[..^4] + "AAAA" });
        RequestDraft illFormed = Permitted(permit);
        illFormed["x-auth-sign"] += "!";
        RequestDraft doubled = Permitted(permit);
        doubled.Headers.Add(new("x-auth-sign", doubled["x-auth-sign"]!));
        string credential = TestKeys.CallerRsaKey.AuthCredential;
        RequestDraft application = RequestDraft.Post(
            "/v1/interconn/node/contract/apply", $$"""{"auth_type":"SHA256_ECDSA","auth_credential":{{System.Text.Json.JsonSerializer.Serialize(credential)}}}""");
        RequestDraft misfit = RequestDraft.Post(
            "/v1/interconn/node/contract/apply",
            $$"""
            {"node_id":"{{TestNode.CallerId}}","name":"n","address":"https://a.test","inst_id":"i","institution":"i","system":"s","system_version":"1",
             "auth_type":"SHA256_ECDSA","auth_credential":{{System.Text.Json.JsonSerializer.Serialize(credential)}}}
            """);
        int[] codes = [.. await Task.WhenAll(new[] { broken, forged, illFormed, doubled, application, misfit }.Select(CodeOfAsync))];
        Assert.That(codes, Is.EqualTo(new[] { 40302, 40101, 40002, 40002, 40004, 40004 }));
        Assert.That((await Wire.SendAsync(node, good)).Status, Is.EqualTo(200));
        Assert.That(await CodeOfAsync(replayed), Is.EqualTo(40903));

        string logged = string.Join('\n', node.Logs.Entries.Select(entry => $"{entry.Message} {entry.Exception}"));
        Assert.That(logged, Does.Contain(TestNode.CallerId), "something was logged");
        string[] parts = permit.Token.Split('.');
        string[] secrets =
        [
            .. parts,
            .. credential.Split('\n').Where(line => line.Length > 20 && !line.StartsWith('-')),
            .. new[] { good, forged, broken, illFormed, doubled, application, misfit }.Select(draft => draft["x-auth-sign"]![..40]),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (string secret in secrets)
            {
                Assert.That(logged, Does.Not.Contain(secret));
            }
        }
    }

    private static MeterListener Listen(ChannelWriter<Measurement> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == InterconnDiagnostics.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.TryWrite(Measurement.Of(instrument, value, tags)));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.TryWrite(Measurement.Of(instrument, value, tags)));
        listener.Start();
        return listener;
    }

    private static RequestDraft Permitted(ResourcePermit permit, string target = "/data/d-1")
    {
        RequestDraft draft = RequestDraft.Get(target);
        draft["x-mprac-token-set"] = TokenSet.Format([permit]);
        return draft.Sign();
    }

    private async Task<int> CodeOfAsync(RequestDraft draft) => (await Wire.SendAsync(node, draft)).Code!.Value;

    private async Task<ResourcePermit> IssueAsync() => await node.Services.GetRequiredService<PermitIssuer>().IssueAsync(
        new PermitGrant { ResourceType = ResourceType.Dataset, ResourceId = "d-1", UserNodeId = TestNode.CallerId, UserInstId = "JG01" },
        CancellationToken.None);

    private sealed record Measurement(string Instrument, string? Unit, double Value, string? Endpoint, int Code)
    {
        public static Measurement Of(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? endpoint = null;
            int code = -1;
            foreach ((string key, object? tag) in tags)
            {
                endpoint = key == "interconn.endpoint" ? (string?)tag : endpoint;
                code = key == "interconn.code" ? (int)tag! : code;
            }

            return new Measurement(instrument.Name, instrument.Unit, value, endpoint, code);
        }
    }
}
