using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Tests.Keys;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>3.4, where updates of one contract come to two instances of one node at once.</summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class SharedKeyTests(StoreKind kind)
{
    private SharedStores stores = null!;
    private UpdatedNode one = null!;
    private UpdatedNode other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        stores = await SharedStores.StartAsync(kind, clock);
        one = await UpdatedNode.StartAsync(build: builder => stores.Register(builder, 0), clock: clock);
        other = await UpdatedNode.StartAsync(build: builder => stores.Register(builder, 1), clock: clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await (one?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (other?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (stores?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test]
    public async Task K76_TwoUpdatesRacing_OneWins()
    {
        await one.AddAsync();
        SigningKey current = TestKeys.CallerKey;
        for (int round = 0; round < 50; round++)
        {
            SigningKey first = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
            SigningKey second = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
            string[] verdicts = await Task.WhenAll(one.UpdateAsync(current, first), other.UpdateAsync(current, second));
            Assert.That(verdicts, Is.EquivalentTo(new[] { "200/0", "409/40901" }));
            current = verdicts[0] == "200/0" ? first : second;
            Assert.That((await other.FindAsync()).AuthCredential, Is.EqualTo(current.AuthCredential));
        }
    }

    [Test]
    public async Task K76_ManyCopiesOfOneUpdateRacing_AreOneExchange()
    {
        ContractRecord before = await one.AddAsync();
        string[] verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            number => (number % 2 == 0 ? one : other).UpdateAsync(TestKeys.CallerKey, TestKeys.StrangerKey)));
        Assert.That(verdicts, Has.All.EqualTo("200/0"));
        Assert.That((await other.FindAsync()).Version, Is.EqualTo(before.Version + 1));
    }
}
