using System.Collections.Concurrent;
using System.Diagnostics;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Tests.Telemetry;

/// <summary>One trace holds an application, its decision and the callback, over both platforms and through the outbox.</summary>
[NonParallelizable]
public sealed class TraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ActivitySource Own = new("Interconn.Sdk.Node.Tests");

    [Test]
    public async Task Trace_OfAnApplication_SpansClientServerDecisionAndCallback()
    {
        using var spans = new SpanCollector();
        await using PartnerNode applicant = await PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = TestNode.CallerId });
        await using PartnerNode holder = await PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = TestNode.HolderId });
        ContractRecord contract = await applicant.Node.Contracts.ApplyAsync(holder.Address, holder.NodeId, holder.Fingerprint);
        using var patience = new CancellationTokenSource(Patience);
        contract = await applicant.Node.Contracts.WaitForDecisionAsync(holder.NodeId, contract.ContractId, patience.Token);

        ActivityTraceId trace = await ApplyAsync(applicant, holder, contract.ContractId);
        string[] expected =
        [
            "interconn deliver AuditApplication of " + TestNode.CallerId,
            "interconn 4.3 of " + TestNode.CallerId,
            "interconn serve 4.3 of " + TestNode.HolderId,
            "interconn decide of " + TestNode.HolderId,
            "interconn deliver AuditConfirmation of " + TestNode.HolderId,
            "interconn 4.4 of " + TestNode.HolderId,
            "interconn serve 4.4 of " + TestNode.CallerId,
        ];
        Activity[] seen = await spans.WaitForAsync(trace, expected.Length);
        Assert.That(seen.Select(static span => span.OperationName + " of " + span.GetTagItem("interconn.node")), Is.EquivalentTo(expected));
        Assert.That(seen.Select(static span => span.Status), Has.All.EqualTo(ActivityStatusCode.Unset));

        // The id that both platforms log, whether they collect traces or not.
        Assert.That(seen.Where(static span => span.OperationName.Contains("4.", StringComparison.Ordinal)).Select(static span => span.GetTagItem("interconn.trace_id")), Has.All.EqualTo(trace.ToHexString()));
    }

    [Test]
    public async Task Trace_OfAHostWithoutALoggerOrAWebServersSpan_GoesOnWithThatOfTheCaller()
    {
        using var spans = new SpanCollector();
        await using PartnerNode holder = await PartnerNode.StartAsync(new PartnerNodeOptions
        {
            Configure = static builder => builder.Services.AddLogging(static logging => logging.ClearProviders().SetMinimumLevel(LogLevel.None)),
        });
        using Activity root = Own.StartActivity("root")!;
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(holder.Address, "/v1/interconn/node/health"));
        Activity served = (await spans.WaitForAsync(root.TraceId, 1)).Single();
        Assert.That(served.OperationName, Is.EqualTo("interconn serve 3.7"));
        Assert.That(served.Kind, Is.EqualTo(ActivityKind.Server));
    }

    private static async Task<ActivityTraceId> ApplyAsync(PartnerNode applicant, PartnerNode holder, string contractId)
    {
        using Activity root = Own.StartActivity("root")!;
        AuditRecord audit = await applicant.Node.Audits.ApplyForDatasetAsync(
            holder.NodeId, new DatasetAuditApplication { AuditId = "a-1", ContractId = contractId, DatasetId = "ds-loans" });
        using var patience = new CancellationTokenSource(Patience);
        await applicant.Node.Audits.WaitForDecisionAsync(audit.Key, patience.Token);
        return root.TraceId;
    }

    /// <summary>Takes the spans of the SDK, and samples those of the test.</summary>
    private sealed class SpanCollector : IDisposable
    {
        private readonly ConcurrentQueue<Activity> ended = new();
        private readonly SemaphoreSlim more = new(0);
        private readonly ActivityListener listener;

        public SpanCollector()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == InterconnDiagnostics.Name || source == Own,
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (span.Source != Own)
                    {
                        ended.Enqueue(span);
                        more.Release();
                    }
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public async Task<Activity[]> WaitForAsync(ActivityTraceId trace, int count)
        {
            while (true)
            {
                Activity[] seen = [.. ended.Where(span => span.TraceId == trace)];
                if (seen.Length >= count)
                {
                    return seen;
                }

                Assert.That(await more.WaitAsync(Patience), Is.True, $"only {seen.Length} spans: {string.Join(", ", seen.Select(static span => span.OperationName))}");
            }
        }

        public void Dispose()
        {
            listener.Dispose();
            more.Dispose();
        }
    }
}
