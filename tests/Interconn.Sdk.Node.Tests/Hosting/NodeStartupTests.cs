using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Hosting;

public sealed class NodeStartupTests
{
    private const int NotShared = 400;

    [Test]
    public async Task Start_WithReplicasAndTheStoreInMemory_WarnsOfIt()
    {
        await using TestNode node = await NodeFixture.StartAsync(configure: options => options.Replicas = 2);

        Assert.That(Warnings(node), Has.One.Contains(nameof(INodeStore)));
    }

    [Test]
    public async Task Start_OfOneProcess_WarnsOfNothing()
    {
        await using TestNode node = await NodeFixture.StartAsync();

        Assert.That(Warnings(node), Is.Empty);
    }

    private static IEnumerable<string> Warnings(TestNode node) =>
        node.Logs.OwnEntries.Where(entry => entry.EventId == NotShared).Select(entry => entry.Message);
}
