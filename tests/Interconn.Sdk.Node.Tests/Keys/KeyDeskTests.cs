using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>A partner's key exchanged by 3.4, over the wire.</summary>
public sealed class KeyDeskTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static SigningKey First => TestKeys.CallerKey;
    private static SigningKey Next => FurtherKeys.Next;
    private static SigningKey Third => FurtherKeys.Third;

    [Test]
    public async Task K75_Exchange_TheNewKeyCountsAtOnceAndTheOldOneForTheToleranceToTheMillisecond()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        Assert.That(await node.CallAsync(Next), Is.EqualTo("401/40101"));
        Assert.That(await node.UpdateAsync(First, Next), Is.EqualTo("200/0"));
        Assert.That((await node.CallAsync(Next), await node.CallAsync(First)), Is.EqualTo(("200/0", "200/0")));
        node.Clock.Advance(Tolerance);
        Assert.That((await node.CallAsync(Next), await node.CallAsync(First)), Is.EqualTo(("200/0", "200/0")));
        node.Clock.Advance(Millisecond);
        Assert.That((await node.CallAsync(Next), await node.CallAsync(First)), Is.EqualTo(("200/0", "401/40101")));
        Assert.That((await node.Node.Logs.WaitForAsync(583)).Message, Does.Contain(Next.PublicKey.Fingerprint).And.Contain(TestNode.CallerId));
    }

    [Test]
    public async Task K75_ExchangeWithAnotherTolerance_KeepsTheOldKeyForThat()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options => options.TimestampTolerance = TimeSpan.FromSeconds(20));
        await node.AddAsync();
        await node.UpdateAsync(First, Next);
        Assert.That((await node.FindAsync()).PreviousUntil, Is.EqualTo(node.Clock.Now + TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task K75_TheSameUpdateTwice_IsAcknowledgedAndChangesNothing([Values] bool isSignedWithTheNewKey)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        await node.UpdateAsync(First, Next);
        ContractRecord exchanged = await node.FindAsync();
        node.Clock.Advance(Tolerance);
        Assert.That(await node.UpdateAsync(isSignedWithTheNewKey ? Next : First, Next), Is.EqualTo("200/0"));
        Assert.That(await node.FindAsync(), Is.EqualTo(exchanged), "The old key is not given another five minutes.");
    }

    // The answer to the update was lost; the sender does not know whether it was taken.
    [Test]
    public async Task K75_LostAnswer_IsMadeGoodWithOneOfTheTwoKeys()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        await node.UpdateAsync(First, Next);
        node.Clock.Advance(Tolerance + Millisecond);
        Assert.That(await node.UpdateAsync(First, Next), Is.EqualTo("401/40101"));
        Assert.That(await node.UpdateAsync(Next, Next), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task K75_UpdateSignedWithTheNewKeyBeforeItIsKnown_IsNotAuthenticated()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        Assert.That(await node.UpdateAsync(Next, Next), Is.EqualTo("401/40101"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task K75_KeyOfAnotherAlgorithm_NeedsThePolicyOfTheHost()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        Assert.That(await node.UpdateAsync(First, TestKeys.CallerRsaKey), Is.EqualTo("403/40301"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
        await using UpdatedNode lenient = await UpdatedNode.StartAsync(build: builder => builder.AddApprovalPolicy<RsaPolicy>());
        await lenient.AddAsync();
        Assert.That(await lenient.UpdateAsync(First, TestKeys.CallerRsaKey), Is.EqualTo("200/0"));
        Assert.That(await lenient.CallAsync(TestKeys.CallerRsaKey), Is.EqualTo("200/0"));
        Assert.That(await lenient.UpdateAsync(TestKeys.CallerRsaKey, Next), Is.EqualTo("403/40301"), "The policy is asked about each.");
    }

    [Test]
    public async Task K76_ThirdKeySignedWithTheOneThatWasExchanged_IsRefused()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        await node.UpdateAsync(First, Next);
        ContractRecord exchanged = await node.FindAsync();
        Assert.That(await node.UpdateAsync(First, Third), Is.EqualTo("409/40901"));
        Assert.That(await node.UpdateAsync(First, First), Is.EqualTo("409/40901"), "Nor does it put itself back.");
        Assert.That(await node.FindAsync(), Is.EqualTo(exchanged));
        Assert.That(await node.UpdateAsync(Next, Third), Is.EqualTo("200/0"));
        Assert.That(await node.CallAsync(First), Is.EqualTo("401/40101"), "Only the last one goes on for the tolerance.");
    }

    [Test]
    public async Task K76_TwoUpdatesRacing_OneWins()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        SigningKey current = First;
        for (int round = 0; round < 50; round++)
        {
            SigningKey one = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
            SigningKey other = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
            string[] verdicts = await Task.WhenAll(node.UpdateAsync(current, one), node.UpdateAsync(current, other));
            Assert.That(verdicts, Is.EquivalentTo(new[] { "200/0", "409/40901" }));
            current = verdicts[0] == "200/0" ? one : other;
            Assert.That((await node.FindAsync()).AuthCredential, Is.EqualTo(current.AuthCredential));
        }
    }

    [Test]
    public async Task K76_ManyCopiesOfOneUpdateRacing_AreOneExchange()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        string[] verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.UpdateAsync(First, Next)));
        Assert.That(verdicts, Has.All.EqualTo("200/0"));
        Assert.That((await node.FindAsync()).Version, Is.EqualTo(before.Version + 1));
    }

    // The newest key that a partner acknowledged signs for all of its contracts.
    [Test]
    public async Task Update_SignedWithTheKeyOfAnotherContractInForce_Counts()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        await node.AddAsync(Next, "c-02");
        Assert.That(await node.UpdateAsync(Next, Next), Is.EqualTo("200/0"));
        Assert.That((await node.FindAsync()).AuthCredential, Is.EqualTo(Next.AuthCredential));
    }

    [Test]
    public async Task K76_UpdateSignedWithTheFormerKeyOfAnotherContract_IsRefused()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        await node.AddAsync(Next, "c-02", change: contract => contract with { ApprovedAt = contract.ApprovedAt + Millisecond });
        Assert.That(await node.UpdateAsync(Next, UpdatedNode.Update(Third) with { ContractId = "c-02" }), Is.EqualTo("200/0"));
        Assert.That(await node.UpdateAsync(Next, Third), Is.EqualTo("409/40901"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Update_OfAContractOfTheConfiguration_IsNotPermitted()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options => options.Partners.Add(TestNode.Partner()));
        Assert.That(await node.UpdateAsync(First, Next), Is.EqualTo("403/40301"));
        Assert.That(await node.CallAsync(Next), Is.EqualTo("401/40101"));
    }

    [TestCase(ApprovalStatus.Terminated)]
    [TestCase(ApprovalStatus.Rejected)]
    [TestCase(ApprovalStatus.Applied)]
    public async Task Update_OfAContractThatIsNotInForce_IsNotFoundWhileAnotherIs(ApprovalStatus status)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync(change: contract => contract with { Status = status });
        Assert.That(await node.UpdateAsync(First, Next), Is.EqualTo("401/40101"));
        await node.AddAsync(contractId: "c-02");
        Assert.That(await node.UpdateAsync(First, Next), Is.EqualTo("404/40401"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Update_BareKeyOfAPinnedPartner_MustBeThePinnedOne()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options => options.Partners.Add(
            new PartnerOptions { NodeId = TestNode.CallerId, PinnedFingerprint = Next.PublicKey.Fingerprint }));
        ContractRecord before = await node.AddAsync();
        Assert.That(await node.UpdateAsync(First, Third), Is.EqualTo("403/40301"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
        Assert.That(await node.UpdateAsync(First, Next), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task Update_OfWhatANodeSaysOfItself_KeepsItsKey()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        NodeUpdate update = UpdatedNode.Update(First) with
        {
            Name = "after",
            Address = "https://after.example.com:8443/gw",
            Description = "moved",
            InstId = "JG02",
            Institution = "another",
            System = "other",
            SystemVersion = "2",
        };
        Assert.That(await node.UpdateAsync(First, update), Is.EqualTo("200/0"));
        ContractRecord after = await node.FindAsync();
        Assert.That(after.Partner, Is.EqualTo(new NodeInfo
        {
            NodeId = TestNode.CallerId,
            Name = "after",
            Address = "https://after.example.com:8443/gw",
            Description = "moved",
            InstId = "JG02",
            Institution = "another",
            System = "other",
            SystemVersion = "2",
        }));
        Assert.That(after.IsAddressOffered, Is.True);
        Assert.That((after.AuthCredential, after.PreviousAuthCredential, after.PreviousUntil), Is.EqualTo((before.AuthCredential, (string?)null, (DateTimeOffset?)null)));
        Assert.That((await node.Node.Logs.WaitForAsync(584)).Message, Does.Contain("https://after.example.com:8443/gw"));
        Assert.That(node.Node.Logs.OwnEntries, Has.None.Property("EventId").EqualTo(583), "No key was exchanged.");
    }

    [TestCase("http://127.0.0.1:9000")]
    [TestCase("https://169.254.169.254/")]
    [TestCase("https://[::ffff:10.0.0.1]/")]
    [TestCase("https://2130706433/")]
    [TestCase("https://node.internal/")]
    [TestCase("https://user@after.example.com/")]
    [TestCase("https://caller.example.com/#fragment")]
    [TestCase("https://after.example.com:6379/")]
    [TestCase("file:///etc/passwd")]
    public async Task N78_UpdateWithAnAddressThatIsNotTaken_NamesTheFieldAndChangesNothing(string address)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options =>
        {
            options.OfferedAddresses.PrivateNetworks.Clear();
            options.OfferedAddresses.Ports.Clear();
        });
        ContractRecord before = await node.AddAsync();
        WireAnswer answer = await node.AnswerAsync(First, UpdatedNode.Update(Next) with { Address = address, Name = "after" });
        Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", "field rule violated: address")));
        Assert.That(await node.FindAsync(), Is.EqualTo(before), "Neither the name nor the key.");
    }

    // Over a private line: the operator wrote it down, and the partner says the same of itself.
    [TestCase("https://10.0.0.7:9000", "https://10.0.0.7:9000/")]
    [TestCase("https://10.0.0.7:9000/gw/", "https://10.0.0.7:9000/gw")]
    public async Task Update_WithTheAddressThatTheOperatorGave_StaysTheOperatorsWord(string given, string said)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync(change: contract => contract with { Partner = contract.Partner with { Address = given } });
        Assert.That(await node.UpdateAsync(First, UpdatedNode.Update(Next) with { Address = said }), Is.EqualTo("200/0"));
        ContractRecord after = await node.FindAsync();
        Assert.That((after.IsAddressOffered, after.Partner.Address), Is.EqualTo((false, given)));
    }

    [Test]
    public async Task L86_WhatIsLogged_HoldsNoCredential()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        await node.AddAsync();
        await node.UpdateAsync(First, Next);
        await node.UpdateAsync(First, Third);
        await node.Node.Logs.WaitForAsync(583);
        foreach (SigningKey key in (SigningKey[])[First, Next, Third])
        {
            string secret = Convert.ToBase64String(key.PublicKey.SubjectPublicKeyInfo.Span)[40..80];
            Assert.That(node.Node.Logs.Entries.Select(entry => $"{entry.Message} {entry.Exception}"), Has.None.Contains(secret));
        }
    }

    private sealed class RsaPolicy : IApprovalPolicy
    {
        public ValueTask<bool> AllowsAlgorithmChangeAsync(ContractRecord contract, PartnerCredential offered, CancellationToken cancellationToken) =>
            ValueTask.FromResult(offered.AuthType == SignatureAlgorithmIds.Sha256Rsa && contract.PartnerNodeId == TestNode.CallerId);
    }
}
