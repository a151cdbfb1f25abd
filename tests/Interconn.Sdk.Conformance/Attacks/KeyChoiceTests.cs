using Interconn.Sdk.Audits;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>Which key verifies a call, and which contracts a call under it may name, through the whole pipeline.</summary>
public sealed class KeyChoiceTests
{
    private const string Query = "/v1/interconn/node/contract/query?contract_id=";
    private const string Datasets = "/v1/interconn/dataset/pub/list?contract_id=";
    private const string NamesNone = "/v1/interconn/dataset/audit/query?audit_id=a-01";

    // Seven keys, so that every bound has one beyond it.
    private static readonly SigningKey[] Keys =
        [.. Enumerable.Range(0, 7).Select(i => SigningKey.Generate(i == 1 ? SignatureAlgorithmIds.Sha256Rsa : SignatureAlgorithmIds.Sha256Ecdsa))];

    private AttackedNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task LiveKeys_Two_AreBothTakenAndEachMayNameBothContracts()
    {
        node.SetContracts(Live("c-old", Keys[0], 1), Live("c-new", Keys[1], 2));

        foreach (SigningKey key in Keys[..2])
        {
            Assert.That((await node.ServesAsync(node.Get(Datasets + "c-old", key))).Context.ContractId, Is.EqualTo("c-old"));
            Assert.That((await node.ServesAsync(node.Get(Datasets + "c-new", key))).Context.ContractId, Is.EqualTo("c-new"));
        }

        await node.RefusesAsync(node.Get(Datasets + "c-old", Keys[2]), "401/40101");
    }

    [Test]
    public async Task LiveKeys_Three_OnlyThoseOfTheTwoNewestApprovedAreTaken()
    {
        // The order in which the directory lists them says nothing.
        node.SetContracts(Live("c-2", Keys[2], 2), Live("c-1", Keys[1], 1), Live("c-3", Keys[3], 3));

        await node.ServesAsync(node.Get(NamesNone, Keys[3]));
        await node.ServesAsync(node.Get(NamesNone, Keys[2]));
        await node.RefusesAsync(node.Get(NamesNone, Keys[1]), "401/40101");
        await node.RefusesAsync(node.Get(Query + "c-1", Keys[1]), "401/40101");
        // Its contract is in force all the same, for the keys that are taken.
        await node.ServesAsync(node.Get(Datasets + "c-1", Keys[3]));
    }

    [Test]
    public async Task LiveKeys_OneKeyInTwoContracts_CountsOnceAndStandsForTheNewest()
    {
        node.SetContracts(Live("c-1", Keys[1], 1), Live("c-2", Keys[2], 2), Live("c-3", Keys[2], 3));

        Assert.That((await node.ServesAsync(node.Get(NamesNone, Keys[2]))).Context.ContractId, Is.EqualTo("c-3"));
        Assert.That((await node.ServesAsync(node.Get(NamesNone, Keys[1]))).Context.ContractId, Is.EqualTo("c-1"));
    }

    [Test]
    public async Task NewContractWithAnotherKey_Approved_LeavesTheOldOneInForce()
    {
        node.SetContracts(Live("c-1", Keys[1], 1));
        RequestDraft before = node.Get(NamesNone, Keys[1]);
        node.SetContracts(Live("c-1", Keys[1], 1), Applied("c-2", Keys[2]));
        await node.RefusesAsync(node.Get(NamesNone, Keys[2]), "401/40101");

        node.SetContracts(Live("c-1", Keys[1], 1), Live("c-2", Keys[2], 2));

        await node.ServesAsync(before);
        await node.ServesAsync(node.Get(NamesNone, Keys[2]));
    }

    [Test]
    public async Task EndedContract_NamedWhileAnotherIsLive_IsNotFound()
    {
        node.SetContracts(Ended("c-1", Keys[1], 1), Expired("c-2", Keys[2], 2), Applied("c-3", Keys[3]), Live("c-4", Keys[4], 4));

        WireAnswer unknown = await node.RefusesAsync(node.Get(Datasets + "c-99", Keys[4]), "404/40401");
        foreach (string ended in new[] { "c-1", "c-2", "c-3" })
        {
            WireAnswer answer = await node.RefusesAsync(node.Get(Datasets + ended, Keys[4]), "404/40401");
            Assert.That(answer.Body, Is.EqualTo(unknown.Body), ended);
        }

        await node.ServesAsync(node.Get(Datasets + "c-4", Keys[4]));
    }

    [Test]
    public async Task ContractOfAnotherNode_Named_IsNotFound()
    {
        node.SetContracts(Live("c-1", Keys[1], 1));
        await node.RefusesAsync(node.Get(Datasets + "C-1", Keys[1]), "404/40401");
        await node.RefusesAsync(node.Get(Query + "c-of-others", Keys[1]), "404/40401");
    }

    [Test]
    public async Task KeyOfAnEndedContract_IsTakenForNothingButItsEnd([Values] bool byExpiry)
    {
        node.SetContracts(byExpiry ? Expired("c-1", Keys[1], 1) : Ended("c-1", Keys[1], 1), Ended("c-2", Keys[2], 2));

        await node.RefusesAsync(node.Get(Datasets + "c-1", Keys[1]), "401/40101");
        await node.RefusesAsync(node.Get(NamesNone, Keys[1]), "401/40101");
        await node.RefusesAsync(node.Sample("3.7").Sign(Keys[1]), "401/40101");
        Assert.That((await node.ServesAsync(node.Get(Query + "c-1", Keys[1]))).Context.ContractId, Is.EqualTo("c-1"));
        await node.ServesAsync(node.Post("/v1/interconn/node/contract/terminate", """{"contract_id":"c-1"}""", Keys[1]));
    }

    [Test]
    public async Task KeyOfAnEndedContract_OnTheQueryOfAnother_IsNotFound()
    {
        node.SetContracts(Ended("c-1", Keys[1], 1), Ended("c-2", Keys[2], 2), Ended("c-3", Keys[1], 0), Live("c-4", Keys[4], 4), Applied("c-5", Keys[1]));

        WireAnswer unknown = await node.RefusesAsync(node.Get(Query + "c-99", Keys[1]), "404/40401");
        foreach (string other in new[] { "c-2", "c-4" })
        {
            WireAnswer answer = await node.RefusesAsync(node.Get(Query + other, Keys[1]), "404/40401");
            Assert.That(answer.Body, Is.EqualTo(unknown.Body), other);
            await node.RefusesAsync(
                node.Post("/v1/interconn/node/contract/terminate", $$"""{"contract_id":"{{other}}"}""", Keys[1]), "404/40401");
        }

        foreach (string own in new[] { "c-1", "c-3", "c-5" })
        {
            await node.ServesAsync(node.Get(Query + own, Keys[1]), own);
        }
    }

    [Test]
    public async Task KeysOfEndedContracts_ThreeBesideLiveOnes_TheTwoNewestAreTaken()
    {
        node.SetContracts(Ended("c-1", Keys[1], 1), Ended("c-2", Keys[2], 2), Ended("c-3", Keys[3], 3), Live("c-4", Keys[4], 4), Live("c-5", Keys[5], 5));

        await node.ServesAsync(node.Get(Query + "c-3", Keys[3]));
        await node.ServesAsync(node.Get(Query + "c-2", Keys[2]));
        await node.RefusesAsync(node.Get(Query + "c-1", Keys[1]), "401/40101");
    }

    [Test]
    public async Task KeysOfApplications_Five_FourAreTakenEachForItsOwn()
    {
        node.SetContracts(
            Applied("c-1", Keys[1]),
            Applied("c-2", Keys[2]) with { Status = ApprovalStatus.Rejected },
            Applied("c-3", Keys[3]) with { Status = ApprovalStatus.Terminated },
            Applied("c-4", Keys[4]),
            Applied("c-5", Keys[5]),
            Ended("c-6", Keys[6], 6));

        for (int i = 1; i <= 4; i++)
        {
            await node.ServesAsync(node.Get(Query + $"c-{i}", Keys[i]));
            await node.RefusesAsync(node.Get(Query + $"c-{(i % 4) + 1}", Keys[i]), "404/40401");
            await node.RefusesAsync(node.Get(Datasets + $"c-{i}", Keys[i]), "401/40101");
        }

        await node.RefusesAsync(node.Get(Query + "c-5", Keys[5]), "401/40101");
        await node.ServesAsync(node.Get(Query + "c-6", Keys[6]));
    }

    [Test]
    public async Task LiveKey_OnTheQuery_ServesEveryContractOfThePair()
    {
        node.SetContracts(Ended("c-1", Keys[1], 1), Applied("c-2", Keys[2]), Live("c-3", Keys[3], 3));

        foreach (string any in new[] { "c-1", "c-2", "c-3" })
        {
            await node.ServesAsync(node.Get(Query + any, Keys[3]), any);
            await node.ServesAsync(node.Post("/v1/interconn/node/contract/terminate", $$"""{"contract_id":"{{any}}"}""", Keys[3]), any);
        }
    }

    [Test]
    public async Task ReplacedKey_WithinTheToleranceAndAtItsEnd_IsTakenAndThenNotAuthenticated()
    {
        TimeSpan tolerance = TimeSpan.FromMinutes(5);
        node.SetContracts(Live("c-1", Keys[1], 1) with
        {
            PreviousCredential = node.Credential(Keys[2]),
            PreviousCredentialUntil = node.Clock.Now + tolerance,
        });

        await node.ServesAsync(node.Get(Datasets + "c-1", Keys[1]));
        await node.ServesAsync(node.Get(Datasets + "c-1", Keys[2]));
        node.Clock.Advance(tolerance);
        await node.ServesAsync(node.Get(Datasets + "c-1", Keys[2]));
        node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await node.RefusesAsync(node.Get(Datasets + "c-1", Keys[2]), "401/40101");
        await node.RefusesAsync(node.Get(Query + "c-1", Keys[2]), "401/40101");
        await node.ServesAsync(node.Get(Datasets + "c-1", Keys[1]));
    }

    [Test]
    public async Task ReplacedKey_OfAContractThatEnded_IsNotRetained()
    {
        node.SetContracts(Ended("c-1", Keys[1], 1) with
        {
            PreviousCredential = node.Credential(Keys[2]),
            PreviousCredentialUntil = node.Clock.Now.AddMinutes(5),
        });

        await node.ServesAsync(node.Get(Query + "c-1", Keys[1]));
        await node.RefusesAsync(node.Get(Query + "c-1", Keys[2]), "401/40101");
    }

    [Test]
    public async Task LiveContractWithoutAKey_IsUsedForNothing()
    {
        // Approved by the partner's word, its confirm not yet here: nothing can be verified under it.
        node.SetContracts(Live("c-1", Keys[1], 1) with { Credential = null }, Ended("c-0", Keys[2], 0));

        await node.RefusesAsync(node.Get(Datasets + "c-1", Keys[1]), "401/40101");
        await node.RefusesAsync(node.Get(Query + "c-1", Keys[2]), "404/40401");
    }

    [Test]
    public async Task PartnerWithoutContracts_IsAnsweredAsAStranger()
    {
        node.SetContracts();
        WireAnswer partner = await node.RefusesAsync(node.Get(Query + "c-1", Keys[1]), "401/40101");
        RequestDraft stranger = node.Get(Query + "c-1", Keys[1]);
        stranger["x-source-node-id"] = "JG9999999999999";

        Assert.That((await node.RefusesAsync(stranger.Sign(Keys[1]), "401/40101")).Body, Is.EqualTo(partner.Body));
    }

    [Test]
    public async Task ContractThatEndsBetweenTwoCalls_CountsAtOnce()
    {
        node.SetContracts(Live("c-1", Keys[1], 1));
        await node.ServesAsync(node.Get(NamesNone, Keys[1]));

        node.SetContracts(Ended("c-1", Keys[1], 1));

        await node.RefusesAsync(node.Get(NamesNone, Keys[1]), "401/40101");
    }

    private PartnerContract Live(string id, SigningKey key, int day) => new()
    {
        ContractId = id,
        Status = ApprovalStatus.Approved,
        ApprovedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day),
        ExpiresAt = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Credential = node.Credential(key),
    };

    private PartnerContract Ended(string id, SigningKey key, int day) => Live(id, key, day) with { Status = ApprovalStatus.Terminated };

    private PartnerContract Expired(string id, SigningKey key, int day) => Live(id, key, day) with { ExpiresAt = node.Clock.Now };

    private PartnerContract Applied(string id, SigningKey key) => Live(id, key, 0) with { Status = ApprovalStatus.Applied, ApprovedAt = null };
}
