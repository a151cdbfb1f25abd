using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

[TestFixture(SignatureAlgorithmIds.Sha256Rsa)]
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa)]
public sealed class PermitVerifierTests(string algorithmId)
{
    private PermitHolder holder = null!;

    [SetUp]
    public void SetUp() => holder = new PermitHolder(PermitKeys.Of(algorithmId));

    [Test]
    public async Task VerifyAsync_GoodPermit_IsGrantedAndCounted()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 3, Level = 2 });

        PermitVerdict verdict = await holder.PresentAsync(permit);

        Assert.That(verdict.Permit, Is.EqualTo(new VerifiedPermit
        {
            PermitId = holder.Store.Added!.PermitId,
            ResourceType = ResourceType.Dataset,
            ResourceId = "d-01",
            Level = 2,
            UsesLeft = 2,
        }));
        Assert.That((verdict.Code, verdict.Refusal, verdict.IsGranted), Is.EqualTo((0, PermitRefusal.None, true)));
    }

    [Test]
    public async Task VerifyAsync_FourthUseOfThree_IsUsedUp()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 3 });
        var codes = new List<int>();
        for (int i = 0; i < 5; i++)
        {
            codes.Add((await holder.PresentAsync(permit)).Code);
        }

        Assert.That(codes, Is.EqualTo([0, 0, 0, 40304, 40304]));
    }

    [Test]
    public async Task VerifyAsync_NoTimesLimit_HasNoCountOfWhatIsLeft()
    {
        ResourcePermit permit = await holder.IssueAsync();

        Assert.That((await holder.PresentAsync(permit)).Permit!.UsesLeft, Is.Null);
        Assert.That((await UsesOfAsync(holder.Store.Added!.PermitId)), Is.EqualTo(1));
    }

    [Test]
    public async Task VerifyAsync_NoPermits_IsRefusedWithoutAskingTheStore()
    {
        PermitVerdict verdict = await holder.Verifier.VerifyAsync(TokenSet.Empty, PermitHolder.Demand, PermitHolder.UserNodeId, CancellationToken.None);

        Assert.That((verdict.Code, verdict.Refusal, verdict.Permit), Is.EqualTo((40302, PermitRefusal.NoPermit, (VerifiedPermit?)null)));
        Assert.That(holder.Store.Asked, Is.Zero);
    }

    [Test]
    public async Task P51_AnyCharacterOfATokenChanged_IsRefusedWithoutAskingTheStore()
    {
        ResourcePermit permit = await holder.IssueAsync();
        string header = TokenSet.Format([permit])!;
        int start = header.Length - permit.Token.Length;
        for (int i = start; i < header.Length; i++)
        {
            char[] changed = header.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.That((await holder.PresentAsync(new string(changed))).Code, Is.EqualTo(40302), $"character {i - start}");
        }

        Assert.That(holder.Store.Asked, Is.Zero);
    }

    [Test]
    public async Task P51_TokenOfAnotherKey_IsRefusedWithoutAskingTheStore()
    {
        var forger = new PermitHolder(PermitKeys.OtherEcdsa);
        ResourcePermit permit = await forger.IssueAsync();

        PermitVerdict verdict = await holder.PresentAsync(permit);

        Assert.That((verdict.Code, verdict.Refusal), Is.EqualTo((40302, PermitRefusal.TokenInvalid)));
        Assert.That(holder.Store.Asked, Is.Zero);
    }

    [Test]
    public async Task P52_TokenOfAnotherCaller_IsRefused()
    {
        ResourcePermit permit = await holder.IssueAsync();

        PermitVerdict verdict = await holder.PresentAsync(permit, caller: "JG0200001100000000");

        Assert.That((verdict.Code, verdict.Refusal), Is.EqualTo((40302, PermitRefusal.NotBound)));
        Assert.That(holder.Store.Asked, Is.Zero);
    }

    [TestCase("DATASET", "d-02", 1)]
    [TestCase("MODEL", "d-01", 1)]
    [TestCase("dataset", "d-01", 1)]
    [TestCase("DATASET", "D-01", 1)]
    [TestCase("DATASET", "d-01", 3)]
    public async Task P52_TokenForAnotherResourceOrLevel_IsRefused(string type, string id, int level)
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { Level = 2 });
        var demand = new PermitDemand { ResourceType = new ResourceType(type), ResourceId = id, Level = level };
        Assert.That((await holder.PresentAsync(permit, demand)).Refusal, Is.EqualTo(PermitRefusal.NoPermit));

        // The same once more, and the tuple claims what is demanded: now the token itself must say no.
        string claimed = $"{new ResourceUrn(demand.ResourceType, PermitHolder.NodeId, id)}/{level}/{permit.Token}";
        PermitVerdict verdict = await holder.PresentAsync(claimed, demand);
        Assert.That((verdict.Code, verdict.Refusal), Is.EqualTo((40302, PermitRefusal.NotBound)));
        Assert.That(holder.Store.Asked, Is.Zero);
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task P52_TupleWithALevelThatIsNotTheTokens_IsRefused(int level)
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { Level = 2 });

        Assert.That((await holder.PresentAsync(permit with { ResourceLevel = level })).Refusal, Is.EqualTo(PermitRefusal.NotBound));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(-5)]
    public async Task VerifyAsync_LevelUpToTheGranted_IsServed(int demanded)
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { Level = 2 });

        Assert.That((await holder.PresentAsync(permit, PermitHolder.Demand with { Level = demanded })).Code, Is.Zero);
    }

    [Test]
    public async Task P53_TokenReplayedToAnotherHolder_IsRefused()
    {
        // Even one that shares the key and the store.
        ResourcePermit permit = await holder.IssueAsync();
        var other = new PermitVerifier("LX0000010000999", holder.Format, holder.Store, holder.Clock, holder.Log.For<PermitVerifier>());
        TokenSet.Read(TokenSet.Format([permit]), out TokenSet asIssued);
        TokenSet.Read(TokenSet.Format([permit with { ResourceNodeId = "LX0000010000999" }]), out TokenSet renamed);

        PermitVerdict first = await other.VerifyAsync(asIssued, PermitHolder.Demand, PermitHolder.UserNodeId, CancellationToken.None);
        PermitVerdict second = await other.VerifyAsync(renamed, PermitHolder.Demand, PermitHolder.UserNodeId, CancellationToken.None);

        Assert.That((first.Code, first.Refusal), Is.EqualTo((40302, PermitRefusal.NoPermit)));
        Assert.That((second.Code, second.Refusal), Is.EqualTo((40302, PermitRefusal.NotBound)));
    }

    [Test]
    public async Task P53_PermitOrContractIdAsToken_IsRefused()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { ContractId = "c1" });
        foreach (string text in (string[])[holder.Store.Added!.PermitId, "c1"])
        {
            PermitVerdict verdict = await holder.PresentAsync(permit with { Token = text });
            Assert.That((verdict.Code, verdict.Refusal), Is.EqualTo((40302, PermitRefusal.TokenInvalid)));
        }

        Assert.That(holder.Store.Asked, Is.Zero);
    }

    [Test]
    public async Task VerifyAsync_PermitThatTheStoreDoesNotKnow_IsRefused()
    {
        var before = new PermitHolder(PermitKeys.Of(algorithmId));
        ResourcePermit permit = await before.IssueAsync();

        PermitVerdict verdict = await holder.PresentAsync(permit);

        Assert.That((verdict.Code, verdict.Refusal), Is.EqualTo((40302, PermitRefusal.UnknownPermit)));
    }

    [Test]
    public async Task VerifyAsync_PermitThatTheStoreKnowsForSomethingElse_IsRefusedAndNotCounted()
    {
        Func<PermitRecord, PermitRecord>[] distortions =
        [
            record => record with { ResourceType = ResourceType.Model },
            record => record with { ResourceId = "d-02" },
            record => record with { Level = 2 },
            record => record with { HolderNodeId = "X" },
            record => record with { HolderInstId = "X" },
            record => record with { UserNodeId = "X" },
            record => record with { UserInstId = "X" },
            record => record with { PermitId = "X" },
        ];
        ResourcePermit permit = await holder.IssueAsync();
        foreach (Func<PermitRecord, PermitRecord> distortion in distortions)
        {
            holder.Store.Distort = distortion;
            PermitVerdict verdict = await holder.PresentAsync(permit);
            Assert.That((verdict.Code, verdict.Refusal), Is.EqualTo((40302, PermitRefusal.UnknownPermit)));
        }

        holder.Store.Distort = null;
        Assert.That(await UsesOfAsync(holder.Store.Added!.PermitId), Is.Zero);
    }

    [Test]
    public async Task P54_500ParallelUsesOfAPermitFor100_GiveExactly100()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 100 });
        string header = TokenSet.Format([permit])!;

        PermitVerdict[] verdicts = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => holder.PresentAsync(header))));

        Assert.That(verdicts.Count(verdict => verdict.Code == 0), Is.EqualTo(100));
        Assert.That(verdicts.Count(verdict => verdict.Code == 40304), Is.EqualTo(400));
        Assert.That(
            verdicts.Where(verdict => verdict.IsGranted).Select(verdict => verdict.Permit!.UsesLeft),
            Is.EquivalentTo(Enumerable.Range(0, 100)));
    }

    [Test]
    public async Task P55_WhatTheCallerIsTold_IsAlreadySpentAndLogged()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 1 });

        await holder.PresentAsync(permit);

        Assert.That(await UsesOfAsync(holder.Store.Added!.PermitId), Is.EqualTo(1));
        Assert.That(holder.Log.Lines.Count(line => line.Event.Id == 302), Is.EqualTo(1));
    }

    [Test]
    public async Task P56_RevokeRacingUse_NothingThatStartsAfterwardsIsGranted()
    {
        for (int round = 0; round < 20; round++)
        {
            ResourcePermit permit = await holder.IssueAsync();
            string permitId = holder.Store.Added!.PermitId;
            var racing = Enumerable.Range(0, 8).Select(_ => Task.Run(() => holder.PresentAsync(permit))).ToList();

            await holder.Issuer.RevokeAsync(permitId, CancellationToken.None);

            Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40305));
            PermitVerdict[] verdicts = await Task.WhenAll(racing);
            Assert.That(verdicts.Select(verdict => verdict.Code), Is.All.AnyOf(0, 40305));
            Assert.That(await UsesOfAsync(permitId), Is.EqualTo(verdicts.Count(verdict => verdict.IsGranted)));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(500)]
    [TestCase(999)]
    public async Task P57_TimeLimit_EndsAtItsMillisecond(int millisecond)
    {
        DateTimeOffset limit = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(millisecond);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimeLimit = limit });

        holder.Clock.SetWallClock(limit.AddMilliseconds(-1));
        Assert.That((await holder.PresentAsync(permit)).Code, Is.Zero);
        holder.Clock.SetWallClock(limit);
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40303));
        holder.Clock.SetWallClock(limit.AddMilliseconds(1));
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40303));
    }

    [Test]
    public async Task P60_TwoPermitsForOneResource_TheHigherLevelThatHoldsIsSpentAlone()
    {
        ResourcePermit low = await holder.IssueAsync(PermitHolder.Grant with { Level = 1, TimesLimit = 5 });
        string lowId = holder.Store.Added!.PermitId;
        ResourcePermit high = await holder.IssueAsync(PermitHolder.Grant with { Level = 4, TimesLimit = 1 });
        string highId = holder.Store.Added.PermitId;
        string header = $"{TokenSet.Format([low])},nonsense,{TokenSet.Format([high])}";

        Assert.That((await holder.PresentAsync(header)).Permit!.PermitId, Is.EqualTo(highId));
        Assert.That(await UsesOfAsync(lowId), Is.Zero);

        // The higher one is used up now.
        Assert.That((await holder.PresentAsync(header)).Permit!.PermitId, Is.EqualTo(lowId));
        Assert.That((await UsesOfAsync(lowId), await UsesOfAsync(highId)), Is.EqualTo((1, 1)));

        // And a demand that only the higher one would meet says so.
        Assert.That((await holder.PresentAsync(header, PermitHolder.Demand with { Level = 2 })).Code, Is.EqualTo(40304));
        Assert.That(await UsesOfAsync(lowId), Is.EqualTo(1));
    }

    [Test]
    public async Task P60_SamePermitTwiceInASet_IsSpentOnce()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 5 });

        await holder.PresentAsync(TokenSet.Format([permit, permit])!);

        Assert.That(await UsesOfAsync(holder.Store.Added!.PermitId), Is.EqualTo(1));
    }

    [Test]
    public async Task P62_SeveralFail_TheCodeIsThatOfTheHighestThatIsTheCallersOwn()
    {
        ResourcePermit expired = await holder.IssueAsync(PermitHolder.Grant with { Level = 2, TimeLimit = holder.Clock.Now.AddSeconds(1) });
        ResourcePermit revoked = await holder.IssueAsync(PermitHolder.Grant with { Level = 3 });
        await holder.Issuer.RevokeAsync(holder.Store.Added!.PermitId, CancellationToken.None);
        ResourcePermit foreign = await holder.IssueAsync(PermitHolder.Grant with { Level = 9, UserNodeId = "JG0200001100000000" });
        ResourcePermit garbage = expired with { ResourceLevel = 10, Token = "garbage" };
        holder.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await PresentAsync(garbage, foreign, expired, revoked)).Code, Is.EqualTo(40305));
        Assert.That((await PresentAsync(garbage, foreign, expired)).Code, Is.EqualTo(40303));
        Assert.That((await PresentAsync(garbage, foreign)).Code, Is.EqualTo(40302));

        async Task<PermitVerdict> PresentAsync(params ResourcePermit[] permits) => await holder.PresentAsync(TokenSet.Format(permits)!);
    }

    [Test]
    public async Task P62_ExpiredAndRevokedAndUsedUp_TheDateIsToldFirst()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 1, TimeLimit = holder.Clock.Now.AddSeconds(1) });
        await holder.PresentAsync(permit);
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40304));
        await holder.Issuer.RevokeAsync(holder.Store.Added!.PermitId, CancellationToken.None);
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40305));
        holder.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40303));
    }

    [Test]
    public async Task P61_WhateverHappens_NoTokenAndNoWholePermitIdIsLogged()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 1, ResourceId = "a\u200cb" });
        PermitDemand demand = PermitHolder.Demand with { ResourceId = "a\u200cb" };
        string permitId = holder.Store.Added!.PermitId;
        await holder.PresentAsync(permit, demand);
        await holder.PresentAsync(permit, demand);
        await holder.PresentAsync(permit, demand, caller: "JG0200001100000000");
        await holder.PresentAsync(permit with { Token = permit.Token[..^4] + "AAAA" }, demand);
        await holder.Issuer.RevokeAsync(permitId, CancellationToken.None);
        await holder.PresentAsync(permit, demand);

        string log = string.Join('\n', holder.Log.Lines.Select(line => line.Text));
        Assert.That(log, Does.Contain(permitId[..8]).And.Not.Contain(permitId[..9]));
        foreach (string part in permit.Token.Split('.'))
        {
            Assert.That(log, Does.Not.Contain(part[..16]));
        }

        Assert.That(log, Does.Contain("a%E2%80%8Cb").And.Not.Contain("\u200c"));
        Assert.That(holder.Log.Lines.Select(line => line.Event.Id), Is.SupersetOf([300, 301, 302, 303, 304]));
        Assert.That(holder.Log.Lines.Count(line => line.Event.Id == 300), Is.EqualTo(4));
    }

    [Test]
    public void VerifyAsync_StoreThatFails_GrantsNothing()
    {
        var failing = new PermitVerifier(PermitHolder.NodeId, holder.Format, holder.Store, holder.Clock, holder.Log.For<PermitVerifier>());
        holder.Store.Distort = _ => throw new IOException("down");

        Assert.That(async () =>
        {
            ResourcePermit permit = await holder.IssueAsync();
            TokenSet.Read(TokenSet.Format([permit]), out TokenSet set);
            await failing.VerifyAsync(set, PermitHolder.Demand, PermitHolder.UserNodeId, CancellationToken.None);
        }, Throws.InstanceOf<IOException>());
    }

    private async Task<long> UsesOfAsync(string permitId) => (await holder.Store.FindAsync(permitId, CancellationToken.None))!.Uses;
}
