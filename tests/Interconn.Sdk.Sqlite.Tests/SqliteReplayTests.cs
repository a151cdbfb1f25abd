using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>R21 and R22 over the wire: a node that keeps nonces in a file goes on where it was before a restart, and forgets none where it has no room.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteReplayTests : IDisposable
{
    private readonly SqliteFile file = new();

    public void Dispose() => file.Dispose();

    [Test]
    public async Task R21_CallServedBeforeARestart_IsAReplayAfterIt()
    {
        RequestDraft served = Call();
        RequestDraft held = Call();
        await using (SqliteNode before = await SqliteNode.StartAsync(file))
        {
            await before.SeedContractAsync();
            Assert.That((await before.SendAsync(served)).Verdict, Is.EqualTo("200/0"));
        }

        SqliteConnection.ClearAllPools();
        await using SqliteNode after = await SqliteNode.StartAsync(file);
        Assert.That((await after.SendAsync(served)).Verdict, Is.EqualTo("409/40903"));
        Assert.That((await after.SendAsync(held)).Verdict, Is.EqualTo("200/0"), "older than the process, and never seen");
    }

    [Test]
    public async Task R22_QuotaFullBeforeAndAfterARestart_ForgetsNothing()
    {
        RequestDraft[] served = [Call(), Call()];
        await using (SqliteNode before = await SqliteNode.StartAsync(file, configure: WithRoomForTwo))
        {
            await before.SeedContractAsync();
            foreach (RequestDraft call in served)
            {
                Assert.That((await before.SendAsync(call)).Verdict, Is.EqualTo("200/0"));
            }
        }

        SqliteConnection.ClearAllPools();
        await using SqliteNode after = await SqliteNode.StartAsync(file, configure: WithRoomForTwo);
        RequestDraft[] later = [Call(), Call()];
        foreach (RequestDraft call in later)
        {
            Assert.That((await after.SendAsync(call)).Verdict, Is.EqualTo("200/0"), "each process counts for itself");
        }

        Assert.That((await after.SendAsync(Call())).Verdict, Is.EqualTo("503/50301"));
        foreach (RequestDraft call in (RequestDraft[])[.. served, .. later])
        {
            Assert.That((await after.SendAsync(call)).Verdict, Is.EqualTo("409/40903"));
        }
    }

    private static RequestDraft Call() => RequestDraft.Get(InterconnEndpoints.CheckHealth.Path);

    private static void WithRoomForTwo(IServiceCollection services) => services.AddSingleton(new ReplayQuotas(maxPerPartner: 2, maxPerAddress: 2));
}
