using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class PermitScopeTests
{
    // scope granted, project and component of the route, the code expected
    [TestCase(null, "p1", "c1", 0)]
    [TestCase("NODE=JG0100001100000000", null, null, 0)]
    [TestCase("NODE=X|JG0100001100000000", null, null, 0)]
    [TestCase("NODE=X", null, null, 40302)]
    [TestCase("NODE=", null, null, 40302)]
    [TestCase("NODE=jg0100001100000000", null, null, 40302)]
    [TestCase("PROJECT=p1|p2", "p2", null, 0)]
    [TestCase("PROJECT=p1", "p2", null, 40302)]
    [TestCase("PROJECT=p1", "P1", null, 40302)]
    [TestCase("PROJECT=", "p1", null, 40302)]
    [TestCase("PROJECT=p1", null, "c1", 0)]
    [TestCase("COMPONENT=psi", "p1", "psi", 0)]
    [TestCase("COMPONENT=psi", "p1", "lr", 40302)]
    [TestCase("COMPONENT=psi", "p1", null, 0)]
    [TestCase("PROJECT=p1;COMPONENT=psi", "p1", "psi", 0)]
    [TestCase("PROJECT=p1;COMPONENT=psi", "p1", "lr", 40302)]
    [TestCase("PROJECT=p1;COMPONENT=psi", "p2", "psi", 40302)]
    [TestCase("NODE=X;PROJECT=p1", "p1", null, 40302)]
    [TestCase("project=p1", "p2", null, 40302)]
    [TestCase("REGION=north", "p1", "psi", 0)]
    public async Task VerifyAsync_GrantedScope_IsHeldAgainstCallerAndRoute(string? scope, string? project, string? component, int expected)
    {
        var holder = new PermitHolder(PermitKeys.Ecdsa);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { AuthScope = Read(scope), TimesLimit = 1 });

        PermitVerdict verdict = await holder.PresentAsync(permit, PermitHolder.Demand with { ProjectId = project, ComponentId = component });

        Assert.That(verdict.Code, Is.EqualTo(expected));
        PermitRecord kept = (await holder.Store.FindAsync(holder.Store.Added!.PermitId, CancellationToken.None))!;
        Assert.That(kept.Uses, Is.EqualTo(expected == 0 ? 1 : 0));
        Assert.That(verdict.Refusal, Is.EqualTo(expected == 0 ? PermitRefusal.None : PermitRefusal.OutOfScope));
    }

    [Test]
    public async Task P62_OutOfScopeAndRevoked_TellsTheCallerNothingOfTheRevocation()
    {
        var holder = new PermitHolder(PermitKeys.Ecdsa);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { AuthScope = Read("PROJECT=p1") });
        await holder.Issuer.RevokeAsync(holder.Store.Added!.PermitId, CancellationToken.None);

        Assert.That((await holder.PresentAsync(permit, PermitHolder.Demand with { ProjectId = "p2" })).Code, Is.EqualTo(40302));
        Assert.That((await holder.PresentAsync(permit, PermitHolder.Demand with { ProjectId = "p1" })).Code, Is.EqualTo(40305));
    }

    private static Dictionary<string, IReadOnlyList<string>>? Read(string? scope) => scope?.Split(';')
        .Select(entry => entry.Split('='))
        .ToDictionary(
            entry => entry[0],
            IReadOnlyList<string> (entry) => entry[1].Split('|', StringSplitOptions.RemoveEmptyEntries));
}
