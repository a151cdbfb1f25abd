using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>Holds the list of endpoints against the standard, both ways.</summary>
public sealed class EndpointTests
{
    private static readonly Dictionary<string, SignatureDemand> SpecialDemands = new()
    {
        ["3.1"] = SignatureDemand.ProofOfPossession,
        ["3.2"] = SignatureDemand.ProofOfPossession,
        ["3.3"] = SignatureDemand.AnyContract,
        ["3.5"] = SignatureDemand.AnyContract,
        ["3.6"] = SignatureDemand.None,
    };

    private static IEnumerable<StandardEndpoint> Standards => Standard.Endpoints;

    [Test]
    public void All_AgainstTheStandard_NamesTheSameSectionsInTheSameOrder()
    {
        Assert.That(InterconnEndpoints.All, Has.Count.EqualTo(32));
        Assert.That(InterconnEndpoints.All.Select(endpoint => endpoint.Section), Is.EqualTo(Standard.Endpoints.Select(endpoint => endpoint.Section)));
    }

    [TestCaseSource(nameof(Standards))]
    public void Find_SectionOfTheStandard_GivesWhatTheStandardSays(StandardEndpoint standard)
    {
        InterconnEndpoint? endpoint = InterconnEndpoints.Find(standard.Section);
        Assert.That(endpoint, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That(endpoint.Method, Is.EqualTo(standard.Method));
            Assert.That(endpoint.Path, Is.EqualTo(standard.Path));
            Assert.That(endpoint.Path, Does.StartWith(InterconnEndpoints.PathPrefix));
            Assert.That(endpoint.IsOptional, Is.EqualTo(standard.IsOptional));
            Assert.That(endpoint.AnswersData, Is.EqualTo(standard.AnswersData));
            Assert.That(endpoint.Name, Is.Not.Empty);
        });
    }

    [TestCaseSource(nameof(Standards))]
    public void Signature_OfEveryEndpoint_IsDemandedUnlessTheStandardExemptsIt(StandardEndpoint standard)
    {
        SignatureDemand demand = InterconnEndpoints.Find(standard.Section)!.Signature;
        bool isExempt = demand is SignatureDemand.None or SignatureDemand.ProofOfPossession;
        Assert.That(isExempt, Is.EqualTo(standard.IsSignatureExempt));
        Assert.That(demand, Is.EqualTo(SpecialDemands.GetValueOrDefault(standard.Section, SignatureDemand.Contract)));
    }

    [TestCaseSource(nameof(Standards))]
    public void QueryAliases_OfEveryEndpoint_AreThoseOfTheStandard(StandardEndpoint standard)
    {
        IEnumerable<KeyValuePair<string, string>> expected = standard.Request
            .SelectMany(field => field.Aliases.Select(alias => KeyValuePair.Create(alias, field.Name)));
        Assert.That(InterconnEndpoints.Find(standard.Section)!.QueryAliases, Is.EquivalentTo(expected));
    }

    [TestCase("")]
    [TestCase("4")]
    [TestCase("8.4")]
    [TestCase("4.1 ")]
    public void Find_AnythingElse_GivesNull(string section) => Assert.That(InterconnEndpoints.Find(section), Is.Null);

    [Test]
    public void All_PathsTogether_HoldEachMethodAndPathOnce() =>
        Assert.That(InterconnEndpoints.All.Select(endpoint => endpoint.ToString()), Is.Unique);
}
