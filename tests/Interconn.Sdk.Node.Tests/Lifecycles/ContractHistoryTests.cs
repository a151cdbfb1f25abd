using System.Globalization;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>
/// W65, for any acts: what the two parties do to one contract at random, up to six at once, always fits one legal history. The model is written from the decisions, not from the
/// product: the holder decides; the applicant may withdraw what is applied for, the holder may not end it but reject it; once approved, either side ends it.
/// </summary>
public sealed class ContractHistoryTests
{
    private const int Rounds = 60;
    private const int MostAtOnce = 6;
    private const string Illegal = "40901";
    private const string Done = "0";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        node = await NodeUnderTest.StartAsync();

        // By its key the partner is known, whatever becomes of the contracts below.
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, "c-live");
    }

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task W65_AnyActsAtOnce_FitOneLegalHistory([Values] PartyRole role)
    {
        for (int round = 0; round < Rounds; round++)
        {
            string id = $"c-{round}";
            await node.SeedAsync(ApprovalStatus.Applied, role, id);
            ModelAct<string>[] acts = role == PartyRole.Applicant ? AsApplicant(id) : AsHolder(id);
            string state = "APPLIED";
            for (int step = 0; step < round % 3; step++)
            {
                ModelAct<string> act = ActHistory.Pick(acts);
                (string next, string due) = act.Step(state);
                Assert.That(await act.DoAsync(), Is.EqualTo(due), $"round {round}: {act.Name} in {state}");
                state = next;
            }

            ModelAct<string>[] atOnce = [.. Enumerable.Range(0, 2 + (round % (MostAtOnce - 1))).Select(_ => ActHistory.Pick(acts))];
            IReadOnlyList<ActDone<string>> done = await ActHistory.DoAtOnceAsync(atOnce);
            string left = (await node.StoredAsync(id)).Status.ToString().ToUpperInvariant();
            Assert.That(ActHistory.Fits(state, done, end => end == left), $"round {round}: no order of these leads from {state} to {left}: {ActHistory.Describe(done)}");
        }
    }

    // This node has applied, so that the partner decides by 3.2.
    private ModelAct<string>[] AsApplicant(string id) =>
    [
        new("partner approves", async () => Code(await node.As().ApproveAsync(id, node.Clock.Now.AddDays(1))), state => Decide(state, "APPROVED")),
        new("partner rejects", async () => Code(await node.As().RejectAsync(id)), state => Decide(state, "REJECTED")),
        new("partner terminates", async () => Code(await node.As().TerminateAsync(id)), state => Terminate(state, isApplicant: false)),
        new("this node terminates", () => HereAsync(() => node.Contracts.TerminateAsync(NodeUnderTest.PartnerId, id)), state => Terminate(state, isApplicant: true)),
        new("partner asks", async () => await node.As().StatusAsync(id) ?? "", static state => (state, state)),
    ];

    // The partner has applied, so that this node decides.
    private ModelAct<string>[] AsHolder(string id) =>
    [
        new("this node approves", () => DecideHereAsync(id, ApprovalDirective.Approve()), state => Decide(state, "APPROVED")),
        new("this node rejects", () => DecideHereAsync(id, ApprovalDirective.Reject), state => Decide(state, "REJECTED")),
        new("partner terminates", async () => Code(await node.As().TerminateAsync(id)), state => Terminate(state, isApplicant: true)),
        new("this node terminates", () => HereAsync(() => node.Contracts.TerminateAsync(NodeUnderTest.PartnerId, id)), state => Terminate(state, isApplicant: false)),
        new("partner asks", async () => await node.As().StatusAsync(id) ?? "", static state => (state, state)),
    ];

    private static (string, string) Decide(string state, string status) => state == "APPLIED" ? (status, Done) : (state, state == status ? Done : Illegal);

    private static (string, string) Terminate(string state, bool isApplicant) => state switch
    {
        "APPLIED" when isApplicant => ("TERMINATED", Done),
        "APPROVED" or "TERMINATED" => ("TERMINATED", Done),
        _ => (state, Illegal),
    };

    private Task<string> DecideHereAsync(string id, ApprovalDirective directive) => HereAsync(
        () => node.Desk.DecideAsPersonAsync(new ContractKey(NodeUnderTest.PartnerId, id), directive, CancellationToken.None));

    private static string Code(WireAnswer answer) => answer.Code?.ToString(CultureInfo.InvariantCulture) ?? answer.Verdict;

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
}
