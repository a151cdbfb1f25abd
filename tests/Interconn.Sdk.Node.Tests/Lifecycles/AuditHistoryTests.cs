using System.Globalization;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Node.Tests.Sharing;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>
/// W65, for any acts: what a partner, a third node and the two instances of the holder do to one audit at random, up to six at once, always fits one legal history. The model
/// is written from the decisions, not from the product: APPLIED → APPROVED, REJECTED, TERMINATED; APPROVED → TERMINATED; repeats are acknowledged; either side ends it.
/// </summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
public sealed class AuditHistoryTests(StoreKind kind)
{
    private const int Rounds = 60;
    private const int MostAtOnce = 6;
    private const string None = "none";
    private const string NotFound = "40401";
    private const string Illegal = "40901";
    private const string Conflict = "40902";
    private const string Done = "0";

    private TwoAuditNodes instances = null!;

    [SetUp]
    public async Task StartAsync() => instances = await TwoAuditNodes.StartAsync(kind);

    [TearDown]
    public async Task StopAsync() => await (instances?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task W65_AnyActsAtOnce_FitOneLegalHistory()
    {
        for (int round = 0; round < Rounds; round++)
        {
            AuditKey key = AuditNode.Key(AuditResource.Dataset, $"a-{round}");
            Audit state = new(None, "");

            // First one after the other, where the model leaves no choice.
            for (int step = 0; step < round % 3; step++)
            {
                ModelAct<Audit> act = ActHistory.Pick(Acts(key));
                (Audit next, string due) = act.Step(state);
                Assert.That(await act.DoAsync(), Is.EqualTo(due), $"round {round}: {act.Name} in {state}");
                state = next;
            }

            ModelAct<Audit>[] atOnce = [.. Enumerable.Range(0, 2 + (round % (MostAtOnce - 1))).Select(_ => ActHistory.Pick(Acts(key)))];
            IReadOnlyList<ActDone<Audit>> done = await ActHistory.DoAtOnceAsync(atOnce);
            AuditRecord? left = await instances.One.Store.FindAuditAsync(key, CancellationToken.None);
            string status = left is null ? None : Word(left.Status);
            Assert.That(
                ActHistory.Fits(state, done, end => end.Status == status && (left is null || end.Content == left.ResourceId)),
                $"round {round}: no order of these leads from {state} to {status}: {ActHistory.Describe(done)}");
        }
    }

    private ModelAct<Audit>[] Acts(AuditKey key)
    {
        AuditNode one = instances.One;
        AuditNode other = instances.Other;
        return
        [
            Act("partner applies for d-1", () => CodeAsync(one.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset(key.AuditId))), audit => Apply(audit, "d-1")),
            Act("partner applies for d-1 elsewhere", () => CodeAsync(other.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset(key.AuditId))), audit => Apply(audit, "d-1")),
            Act("partner applies for d-2", () => CodeAsync(other.Partner.Datasets.ApplyAuditAsync(AuditSamples.Dataset(key.AuditId, "d-2"))), audit => Apply(audit, "d-2")),
            Act("holder approves", () => HereAsync(() => one.ApproveAsync(key)), audit => Decide(audit, "APPROVED")),
            Act("holder rejects", () => HereAsync(() => other.Desk.DecideAsync(key, ApprovalDirective.Reject, CancellationToken.None)), audit => Decide(audit, "REJECTED")),
            Act("holder terminates", () => HereAsync(() => other.Audits.TerminateAsync(key)), Terminate),
            Act("partner terminates", () => CodeAsync(one.Partner.TerminateAsync(key.Resource, key.AuditId)), Terminate),
            Act("partner asks", () => StatusAsync(other, key), audit => (audit, audit.Status == None ? NotFound : audit.Status)),
            Act("third node terminates", () => CodeAsync(one.Third.Api.TerminateAsync(key.Resource, key.AuditId)), audit => (audit, NotFound)),
        ];
    }

    private static ModelAct<Audit> Act(string name, Func<Task<string>> doAsync, Func<Audit, (Audit, string)> step) => new(name, doAsync, step);

    private static (Audit, string) Apply(Audit audit, string content) =>
        audit.Status == None ? (new Audit("APPLIED", content), Done)
        : (audit, audit.Content == content ? Done : Conflict);

    private static (Audit, string) Decide(Audit audit, string status) =>
        audit.Status == None ? (audit, NotFound)
        : audit.Status == "APPLIED" ? (audit with { Status = status }, Done)
        : (audit, audit.Status == status ? Done : Illegal);

    private static (Audit, string) Terminate(Audit audit) =>
        audit.Status == None ? (audit, NotFound)
        : audit.Status == "REJECTED" ? (audit, Illegal)
        : (audit with { Status = "TERMINATED" }, Done);

    private static async Task<string> CodeAsync(Task call) => (await call.CodeOfAsync()).ToString(CultureInfo.InvariantCulture);

    private static async Task<string> StatusAsync(AuditNode node, AuditKey key)
    {
        try
        {
            return Word(await node.Partner.QueryAsync(key.Resource, key.AuditId));
        }
        catch (InterconnAnswerException exception)
        {
            return exception.Code.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static async Task<string> HereAsync(Func<Task> act)
    {
        try
        {
            await act();
            return Done;
        }
        catch (InterconnException exception)
        {
            return exception.Code.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string Word(ApprovalStatus status) => status.ToString().ToUpperInvariant();

    /// <summary>The model's audit.</summary>
    private sealed record Audit(string Status, string Content);
}
