using System.Diagnostics;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>What a stranger learns from refusals: L89.</summary>
[TestFixture]
public sealed class OracleTests
{
    private const string UnknownId = "JG0999999999999";

    private AttackedNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task L89_UnknownNodeBadSignatureAndEndedContracts_AreAnsweredAlike()
    {
        var answers = new Dictionary<string, WireAnswer>
        {
            ["unknown node"] = await node.RefusesAsync(Unknown(), "401/40101"),
            ["signed by another"] = await node.RefusesAsync(node.Get(with: TestKeys.StrangerKey), "401/40101"),
            ["another algorithm"] = await node.RefusesAsync(node.Get(with: TestKeys.CallerRsaKey), "401/40101"),
            ["no signature at all"] = await node.RefusesAsync(Unsigned(), "401/40101"),
        };
        foreach ((string name, PartnerContract contract) in Ended())
        {
            node.SetContracts(contract);
            answers[name] = await node.RefusesAsync(node.Get(), "401/40101");
        }

        node.SetContracts();
        answers["no contract"] = await node.RefusesAsync(node.Get(), "401/40101");

        string first = AsItCame(answers["unknown node"]);
        Assert.Multiple(() =>
        {
            foreach ((string name, WireAnswer answer) in answers)
            {
                Assert.That(AsItCame(answer), Is.EqualTo(first), name);
            }
        });
    }

    // The time of a verification tells whether there was a key to verify with; it must not tell more than the line's own noise. Medians, since one
    // measurement says nothing.
    [Test]
    public async Task L89_UnknownNodeAndBadSignature_TakeTimesOfOneOrder()
    {
        const int Rounds = 200;
        var known = new List<TimeSpan>();
        var unknown = new List<TimeSpan>();
        for (int i = 0; i < Rounds; i++)
        {
            known.Add(await TimeOfAsync(node.Get(with: TestKeys.StrangerKey)));
            unknown.Add(await TimeOfAsync(Unknown()));
        }

        TimeSpan difference = (Median(known) - Median(unknown)).Duration();
        Assert.That(difference, Is.LessThan(TimeSpan.FromMilliseconds(5)), $"known {Median(known)}, unknown {Median(unknown)}");
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    // The date is the clock's, not the answer's.
    private static string AsItCame(WireAnswer answer) =>
        $"{answer.Status} {string.Join('\n', answer.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}"))}\n{answer.Body}";

    private static IEnumerable<(string Name, PartnerContract Contract)> Ended()
    {
        yield return ("expired", Contract(ApprovalStatus.Approved, DateTimeOffset.UnixEpoch.AddYears(1)));
        yield return ("terminated", Contract(ApprovalStatus.Terminated, DateTimeOffset.MaxValue));
        yield return ("rejected", Contract(ApprovalStatus.Rejected, DateTimeOffset.MaxValue));
        yield return ("not decided", Contract(ApprovalStatus.Applied, DateTimeOffset.MaxValue));
    }

    private static PartnerContract Contract(ApprovalStatus status, DateTimeOffset expiresAt)
    {
        VerificationKey key = TestKeys.CallerKey.PublicKey;
        return new PartnerContract
        {
            ContractId = TestNode.ContractId,
            Status = status,
            ApprovedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = expiresAt,
            Credential = new PartnerCredential(key.Algorithm.Id, key, []),
        };
    }

    private RequestDraft Unknown()
    {
        RequestDraft draft = node.Get();
        draft["x-source-node-id"] = UnknownId;
        return draft.Sign(TestKeys.StrangerKey);
    }

    private RequestDraft Unsigned()
    {
        RequestDraft draft = node.Get();
        draft["x-auth-sign"] = null;
        return draft;
    }

    private async Task<TimeSpan> TimeOfAsync(RequestDraft draft)
    {
        byte[] request = draft.ToWire();
        long start = Stopwatch.GetTimestamp();
        await Wire.SendAsync(node.Host, request);
        return Stopwatch.GetElapsedTime(start);
    }
}
