using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Partners;

public sealed class NodePartnerDirectoryTests
{
    private const string Id = "c-known";
    private const string OtherId = "c-other";
    private const string Unknown = "UNKNOWN";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync(pinsPartner: false);

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Node_WithoutAContract_IsNoPartner() => Assert.That(await FindAsync(Unknown), Is.Null);

    [Test]
    public async Task Partner_OfAContract_IsKnownByIt()
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        Partner partner = (await FindAsync())!;
        PartnerContract known = partner.Contracts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((partner.Address, partner.IsAddressOffered), Is.EqualTo((new Uri(contract.Partner.Address), true)));
            Assert.That(partner.InstId, Is.EqualTo("JG01"));
            Assert.That(partner.SigningKey, Is.SameAs(TestKeys.HolderKey));
            Assert.That((known.ContractId, known.Status, known.ExpiresAt, known.ApprovedAt), Is.EqualTo((Id, contract.Status, contract.ExpiresAt, contract.ApprovedAt)));
            Assert.That(known.Credential!.Key, Is.EqualTo(TestKeys.CallerKey.PublicKey));
        }
    }

    [Test]
    public async Task Partner_ThatTheHostWroteDown_KeepsWhatWasWritten_AndHasItsContractsAdded()
    {
        var written = new PartnerOptions
        {
            NodeId = NodeUnderTest.PartnerId,
            Address = new Uri("https://bank.example"),
            InstId = "WRITTEN",
            ContractId = OtherId,
            Credential = TestKeys.CallerRsaKey.AuthCredential,
            PinnedFingerprint = TestKeys.CallerKey.PublicKey.Fingerprint,
            Compatibility = new PartnerCompatibility(Code200IsSuccess: true),
        };
        await using NodeUnderTest configured = await NodeUnderTest.StartAsync(options => options.Partners.Add(written), pinsPartner: false);
        await configured.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        Partner partner = (await configured.Service<IPartnerDirectory>().FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((partner.Address, partner.IsAddressOffered, partner.InstId), Is.EqualTo((written.Address, false, "WRITTEN")));
            Assert.That((partner.PinnedFingerprint, partner.Compatibility), Is.EqualTo((written.PinnedFingerprint, written.Compatibility)));
            Assert.That(partner.Contracts.Select(contract => contract.ContractId), Is.EqualTo(new[] { Id, OtherId }));
        }

        // What the host writes down later counts at once, too.
        configured.Service<InMemoryPartnerDirectory>().Set(new Partner { NodeId = NodeUnderTest.PartnerId, InstId = "REWRITTEN" });
        Assert.That(
            (await configured.Service<IPartnerDirectory>().FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!.InstId, Is.EqualTo("REWRITTEN"));
    }

    [Test]
    public async Task K77_ContractEndedWhileCached_CountsAtOnceOnTheSameInstance()
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        Partner cached = (await FindAsync())!;
        Assert.That(await FindAsync(), Is.SameAs(cached));
        await node.Contracts.TerminateAsync(contract.PartnerNodeId, Id);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await FindAsync())!.Contracts.Single().Status, Is.EqualTo(ApprovalStatus.Terminated));
            Assert.That((await node.As().GetAsync(Interconn.Sdk.Protocol.InterconnEndpoints.CheckHealth.Path)).Verdict, Is.EqualTo("401/40101"));
        }
    }

    [Test]
    public async Task K77_ContractEndedByAnotherProcess_CountsWhenTheCacheTimeIsOver()
    {
        await using NodeUnderTest shared = await NodeUnderTest.StartAsync(build: NodeUnderTest.WatchStore, pinsPartner: false);
        ContractRecord contract = await shared.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        var directory = shared.Service<IPartnerDirectory>();
        Assert.That((await directory.FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!.Contracts.Single().Status, Is.EqualTo(ApprovalStatus.Approved));

        // Straight into the store: nobody in this process hears of it.
        await shared.Store.TryCommitAsync(
            new NodeChange { At = shared.Clock.Now, Contracts = [contract with { Status = ApprovalStatus.Terminated }] }, CancellationToken.None);
        shared.Clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.That((await directory.FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!.Contracts.Single().Status, Is.EqualTo(ApprovalStatus.Approved));
        shared.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await directory.FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!.Contracts.Single().Status, Is.EqualTo(ApprovalStatus.Terminated));
    }

    [Test]
    public async Task K77_WhatWasReadBeforeAChange_IsNotKeptAfterIt()
    {
        await using NodeUnderTest watched = await NodeUnderTest.StartAsync(build: NodeUnderTest.WatchStore, pinsPartner: false);
        ContractRecord contract = await watched.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        var directory = watched.Service<IPartnerDirectory>();
        watched.Store.Listed = async () =>
        {
            watched.Store.Listed = null;
            await watched.State.TryCommitAsync(
                new NodeChange { At = watched.Clock.Now, Contracts = [contract with { Status = ApprovalStatus.Terminated }] }, CancellationToken.None);
        };
        Partner read = (await directory.FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!;
        Assert.That(read.Contracts.Single().Status, Is.EqualTo(ApprovalStatus.Approved), "it was read before the change");
        Assert.That((await directory.FindAsync(NodeUnderTest.PartnerId, CancellationToken.None))!.Contracts.Single().Status, Is.EqualTo(ApprovalStatus.Terminated));
    }

    [Test]
    public async Task Credential_IsReadOnce_AsLongAsItIsTheSame()
    {
        ContractRecord contract = await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, Id);
        PartnerCredential first = (await FindAsync())!.Contracts.Single().Credential!;
        await ReplaceAsync(contract with { Partner = contract.Partner with { Name = "renamed" } });
        Assert.That((await FindAsync())!.Contracts.Single().Credential, Is.SameAs(first));
    }

    [Test]
    public async Task S13_CredentialThatCannotBeRead_IsNone_AndLogged_AndNoCallIsTakenUnderIt()
    {
        ContractRecord contract = node.Draft(ApprovalStatus.Approved, PartyRole.Holder, Id);
        foreach ((string type, string credential) in new[] { ("SM3_SM2", contract.AuthCredential!), ("none", contract.AuthCredential!), (contract.AuthType!, "damaged") })
        {
            node.Node.Logs.Clear();
            await ReplaceAsync(contract with { AuthType = type, AuthCredential = credential, Version = (await node.StoredAsync(Id))?.Version ?? 0 });
            Assert.That((await FindAsync())!.Contracts.Single().Credential, Is.Null);
            await node.Node.Logs.WaitForAsync(570);
            Assert.That((await node.As().QueryAsync(Id)).Verdict, Is.EqualTo("401/40101"));
        }
    }

    [Test]
    public async Task EndedContractsAndApplications_KeepAsManyKeysAsAreTried()
    {
        for (int i = 0; i < 3; i++)
        {
            await node.SeedAsync(OfAKeyOfItsOwn(ApprovalStatus.Terminated, $"ended-{i}") with { ApprovedAt = node.Clock.Now.AddDays(-i) });
        }

        for (int i = 0; i < 5; i++)
        {
            await node.SeedAsync(OfAKeyOfItsOwn(ApprovalStatus.Rejected, $"rejected-{i}") with { AppliedAt = node.Clock.Now.AddHours(-i) });
        }

        await node.SeedAsync(OfAKeyOfItsOwn(ApprovalStatus.Applied, "open") with { AppliedAt = node.Clock.Now.AddDays(-1) });
        Partner partner = (await FindAsync())!;
        Assert.That(
            partner.Contracts.Where(contract => contract.Credential is not null).Select(contract => contract.ContractId),
            Is.EqualTo(new[] { "ended-0", "ended-1", "open", "rejected-0", "rejected-1", "rejected-2" }), "an open one is not crowded out");
    }

    [Test]
    public async Task Address_OfTheNewestLiveContract_GoesBeforeAllOthers()
    {
        await node.SeedAsync(Located(ApprovalStatus.Terminated, PartyRole.Holder, "ended", 6001));
        Assert.That((await FindAsync())!.Address!.Port, Is.EqualTo(6001));
        await node.SeedAsync(Located(ApprovalStatus.Applied, PartyRole.Holder, "stranger", 6002) with { IsProven = false });
        Assert.That((await FindAsync())!.Address!.Port, Is.EqualTo(6001), "an application proves nothing");
        await node.SeedAsync(Located(ApprovalStatus.Applied, PartyRole.Applicant, "ours", 6003));
        Assert.That(((await FindAsync())!.Address!.Port, (await FindAsync())!.IsAddressOffered), Is.EqualTo((6003, false)));
        await node.SeedAsync(Located(ApprovalStatus.Approved, PartyRole.Holder, "older", 6004) with { ApprovedAt = node.Clock.Now.AddDays(-1) });
        await node.SeedAsync(Located(ApprovalStatus.Approved, PartyRole.Holder, "live", 6005));
        Assert.That(((await FindAsync())!.Address!.Port, (await FindAsync())!.IsAddressOffered), Is.EqualTo((6005, true)));
    }

    [Test]
    public async Task Address_ThatIsNotTakenAnyMore_IsPassedOver()
    {
        await node.SeedAsync(Located(ApprovalStatus.Approved, PartyRole.Holder, Id, 6001) with
        {
            Partner = node.Draft(ApprovalStatus.Approved, PartyRole.Holder).Partner with { Address = "http://10.0.0.1" },
        });
        Assert.That((await FindAsync())!.Address, Is.Null);
        await node.Node.Logs.WaitForAsync(571);
    }

    [Test]
    public async Task SigningKey_IsTheNewestThatThePartnerAcknowledged()
    {
        using SigningKey newKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        node.Service<OwnKeys>().Rotate(newKey);
        await node.SeedAsync(node.Draft(ApprovalStatus.Approved, PartyRole.Applicant, Id) with { ApprovedAt = node.Clock.Now.AddDays(-1) });
        ContractRecord newer = await node.SeedAsync(node.Draft(ApprovalStatus.Approved, PartyRole.Holder, OtherId) with
        {
            OwnKeyFingerprint = newKey.PublicKey.Fingerprint,
            PartnerHasOwnKey = false,
        });
        Assert.That((await FindAsync())!.SigningKey, Is.SameAs(TestKeys.HolderKey), "the partner may not know the other");
        await ReplaceAsync(newer with { PartnerHasOwnKey = true });
        Assert.That((await FindAsync())!.SigningKey, Is.SameAs(newKey));
    }

    [TestCase(ApprovalStatus.Terminated, PartyRole.Holder, true)]
    [TestCase(ApprovalStatus.Applied, PartyRole.Applicant, true)]
    [TestCase(ApprovalStatus.Applied, PartyRole.Holder, false)]
    public async Task SigningKey_WithoutALiveContract_IsTheOneThatThePartnerWasGiven(ApprovalStatus status, PartyRole role, bool isGiven)
    {
        using SigningKey newKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        node.Service<OwnKeys>().Rotate(newKey);
        await node.SeedAsync(status, role, Id);
        Assert.That((await FindAsync())!.SigningKey, isGiven ? Is.SameAs(TestKeys.HolderKey) : Is.Null);
    }

    [Test]
    public async Task ManyApplications_DoNotHideAContractInForce()
    {
        await node.SeedAsync(node.Draft(ApprovalStatus.Approved, PartyRole.Holder, Id) with { AppliedAt = node.Clock.Now.AddYears(-1) });
        await node.State.TryCommitAsync(
            new NodeChange
            {
                At = node.Clock.Now,
                Contracts = [.. Enumerable.Range(0, 1500).Select(i => node.Draft(ApprovalStatus.Rejected, PartyRole.Holder, $"r-{i}", TestKeys.StrangerKey))],
            },
            CancellationToken.None);
        Assert.That(await node.As().StatusAsync(Id), Is.EqualTo("APPROVED"));
    }

    private ContractRecord OfAKeyOfItsOwn(ApprovalStatus status, string contractId)
    {
        using var key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        return node.Draft(status, PartyRole.Holder, contractId, key);
    }

    private async Task<Partner?> FindAsync(string nodeId = NodeUnderTest.PartnerId) =>
        await node.Service<IPartnerDirectory>().FindAsync(nodeId, CancellationToken.None);

    private async Task ReplaceAsync(ContractRecord contract) =>
        Assert.That(await node.State.TryCommitAsync(new NodeChange { At = node.Clock.Now, Contracts = [contract] }, CancellationToken.None), Is.True);

    private ContractRecord Located(ApprovalStatus status, PartyRole role, string contractId, int port)
    {
        ContractRecord draft = node.Draft(status, role, contractId);
        return draft with { Partner = draft.Partner with { Address = $"http://127.0.0.1:{port}" } };
    }
}
