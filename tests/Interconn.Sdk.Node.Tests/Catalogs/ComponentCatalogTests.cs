using Interconn.Sdk.Components;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Catalogs;

/// <summary>6.1 and 6.2 from the host's catalogue, over the wire.</summary>
public sealed class ComponentCatalogTests
{
    private AuditNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync(builder => builder.AddComponents(
        Component("reader", "1.0", "LOADER", "webank"),
        Component("reader", "2.0", "LOADER", "baidu"),
        Component("psi", "1.0", "MATCHING", "webank"),
        Component("plain", "1.0", category: null, developer: null)));

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase(null, null, null, "reader/1.0 reader/2.0 psi/1.0 plain/1.0", 4)]
    [TestCase(null, null, -1, "reader/1.0 reader/2.0 psi/1.0 plain/1.0", 4)]
    [TestCase(null, null, 2, "reader/1.0 reader/2.0", 4)]
    [TestCase("LOADER", null, null, "reader/1.0 reader/2.0", 2)]
    [TestCase(null, "webank", null, "reader/1.0 psi/1.0", 2)]
    [TestCase("LOADER", "webank", null, "reader/1.0", 1)]
    [TestCase("loader", null, null, "", 0)]
    [TestCase("LOADER", null, 1, "reader/1.0", 2)]
    public async Task List_GivesWhatIsAskedFor(string? category, string? developer, int? size, string components, int total)
    {
        Page<ComponentSummary> page = await node.Partner.Components.ListAsync(
            new ComponentListQuery { ContractId = TestNode.ContractId, Category = category, Developer = developer, PageSize = size });
        Assert.That(string.Join(' ', page.Records.Select(component => $"{component.Code}/{component.Version}")), Is.EqualTo(components));
        Assert.That(page.Total, Is.EqualTo(total));
    }

    [TestCase("reader", "2.0", InterconnCodes.Ok)]
    [TestCase("reader", "3.0", InterconnCodes.NotFound)]
    [TestCase("psi", "2.0", InterconnCodes.NotFound)]
    public async Task Query_NeedsCodeAndVersion(string code, string version, int answer)
    {
        var query = new ComponentQuery { ContractId = TestNode.ContractId, Code = code, Version = version };
        Assert.That(await node.Partner.Components.QueryAsync(query).CodeOfAsync(), Is.EqualTo(answer));
        if (answer == InterconnCodes.Ok)
        {
            Assert.That((await node.Partner.Components.QueryAsync(query)).Developer, Is.EqualTo("baidu"));
        }
    }

    [Test]
    public void Make_WithACodeAndVersionTwice_NamesThem() => Assert.That(
        () => new InMemoryComponentCatalog([Component("x", "1.0", null, null), Component("x", "1.1", null, null), Component("x", "1.0", "LOADER", null)]),
        Throws.ArgumentException.With.Message.Contains("x 1.0"));

    private static ComponentDetail Component(string code, string version, string? category, string? developer) => new()
    {
        Code = code,
        Version = version,
        Name = code,
        Category = category,
        Developer = developer,
        Engine = "AVATAR",
        Status = ComponentStatus.Enabled,
        Inputs = [],
        Outputs = [],
    };
}
