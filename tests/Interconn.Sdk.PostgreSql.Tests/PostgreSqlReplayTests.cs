using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>R21 and R22 over the wire: a node that keeps nonces in PostgreSQL goes on where it was before a restart, and forgets none where it has no room.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PostgreSqlReplayTests
{
    private PostgreSqlSchema schema = null!;

    [SetUp]
    public async Task StartAsync() => schema = await PostgreSqlSchema.CreateAsync();

    [TearDown]
    public async Task StopAsync() => await (schema?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task R21_CallServedBeforeARestart_IsAReplayAfterIt()
    {
        RequestDraft served = Call();
        RequestDraft held = Call();
        await using (TestNode before = await StartNodeAsync(noncesPerPartner: 100))
        {
            await SeedContractAsync(before);
            Assert.That((await Wire.SendAsync(before, served)).Verdict, Is.EqualTo("200/0"));
        }

        await using TestNode after = await StartNodeAsync(noncesPerPartner: 100);
        Assert.That((await Wire.SendAsync(after, served)).Verdict, Is.EqualTo("409/40903"));
        Assert.That((await Wire.SendAsync(after, held)).Verdict, Is.EqualTo("200/0"), "older than the process, and never seen");
    }

    [Test]
    public async Task R22_QuotaFullBeforeAndAfterARestart_ForgetsNothing()
    {
        RequestDraft[] served = [Call(), Call()];
        await using (TestNode before = await StartNodeAsync(noncesPerPartner: 2))
        {
            await SeedContractAsync(before);
            foreach (RequestDraft call in served)
            {
                Assert.That((await Wire.SendAsync(before, call)).Verdict, Is.EqualTo("200/0"));
            }
        }

        await using TestNode after = await StartNodeAsync(noncesPerPartner: 2);
        RequestDraft[] later = [Call(), Call()];
        foreach (RequestDraft call in later)
        {
            Assert.That((await Wire.SendAsync(after, call)).Verdict, Is.EqualTo("200/0"), "each process counts for itself");
        }

        Assert.That((await Wire.SendAsync(after, Call())).Verdict, Is.EqualTo("503/50301"));
        foreach (RequestDraft call in (RequestDraft[])[.. served, .. later])
        {
            Assert.That((await Wire.SendAsync(after, call)).Verdict, Is.EqualTo("409/40903"));
        }
    }

    private static RequestDraft Call() => RequestDraft.Get(InterconnEndpoints.CheckHealth.Path);

    private static async Task SeedContractAsync(TestNode node)
    {
        ContractRecord contract = Records.Contract(TestNode.ContractId) with
        {
            AuthType = TestKeys.CallerKey.AuthType,
            AuthCredential = TestKeys.CallerKey.AuthCredential,
            ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1),
        };
        Assert.That(await node.Services.GetRequiredService<INodeStore>().TryCommitAsync(Records.Change(contract), CancellationToken.None), Is.True);
    }

    private Task<TestNode> StartNodeAsync(int noncesPerPartner) => TestNode.StartAsync(build: builder =>
    {
        builder.AddNode();
        builder.Services.AddInterconnPostgreSqlStores(schema.ConnectionString, static options => options.MigrateAtStart = true);
        builder.Services.AddSingleton(new ReplayQuotas(noncesPerPartner, maxPerAddress: 100));
    });
}
