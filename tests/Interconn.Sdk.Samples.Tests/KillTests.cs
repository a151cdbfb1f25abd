using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Interconn.Sdk.Samples.Tests.Killing;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>
/// Two nodes work together while their processes are killed at random moments. In the end nothing that either of them acknowledged is lost, they agree on
/// everything, and nothing has happened twice. <c>INTERCONN_TEST_KILLS</c> says how often.
/// </summary>
public sealed class KillTests
{
    private const string KillsVariable = "INTERCONN_TEST_KILLS";
    private const int DefaultKills = 10;
    private const int ShortestLifeMilliseconds = 200;
    private const int LongestLifeMilliseconds = 4_000;

    // Contracts and audits, each applied for, approved and ended.
    private const int KindsOfFact = 6;

    private static readonly TimeSpan PatiencePerKill = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // What a killed process had taken on is another's after at most a minute.
    private static readonly TimeSpan PatienceInTheEnd = TimeSpan.FromMinutes(3);

    private string folder = "";

    private static int Kills => int.Parse(
        Environment.GetEnvironmentVariable(KillsVariable) ?? $"{DefaultKills}", NumberStyles.None, CultureInfo.InvariantCulture);

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("interconn-kill-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Nodes_KilledOverSqlite_KeepWhatTheyAcknowledged()
    {
        string one = FolderOf("one");
        string other = FolderOf("other");
        await KillAsync(new NodePlan(one, StoreOfNode.Sqlite(one), Processes: 1), new NodePlan(other, StoreOfNode.Sqlite(other), Processes: 1));
    }

    [Test]
    public async Task Nodes_KilledOverPostgreSql_KeepWhatTheyAcknowledged()
    {
        await using PostgreSqlSchema one = await PostgreSqlSchema.CreateAsync();
        await using PostgreSqlSchema other = await PostgreSqlSchema.CreateAsync();
        await KillAsync(
            new NodePlan(FolderOf("one"), StoreOfNode.PostgreSql(one), Processes: 2), new NodePlan(FolderOf("other"), StoreOfNode.PostgreSql(other), Processes: 1));
    }

    private static async Task KillAsync(NodePlan planned, NodePlan otherPlanned)
    {
        long start = TimeProvider.System.GetTimestamp();
        await using KilledNode one = await KilledNode.StartAsync("JG0100001100000000", planned.Folder, planned.Store, isAutomatic: false, planned.Processes);
        await using KilledNode other = await KilledNode.StartAsync("LX0000010000280", otherPlanned.Folder, otherPlanned.Store, isAutomatic: true, otherPlanned.Processes);
        var ledger = new Ledger();
        using (var stopping = new CancellationTokenSource())
        using (var patience = new CancellationTokenSource(PatienceInTheEnd + (PatiencePerKill * Kills), TimeProvider.System))
        {
            Task stream = Task.WhenAll(
                new ContractStream(one, other, ledger, stopping.Token, patience.Token).RunAsync(),
                new ContractStream(other, one, ledger, stopping.Token, patience.Token).RunAsync());
            Task kills = KillAsync([one, other], ledger, start, patience.Token);

            // The stream ends by itself only where it fails, and then there is nothing left to kill for.
            Task first = await Task.WhenAny(stream, kills);
            await (first == kills && kills.IsCompletedSuccessfully ? stopping : patience).CancelAsync();
            await Task.WhenAll(stream, kills);
        }

        IReadOnlyList<string> findings = await ComeToRestAsync(one, other, ledger);
        TimeSpan time = TimeProvider.System.GetElapsedTime(start);
        string figures = $"{Kills} kills in {time.TotalSeconds:F0} s, {ledger.Count} facts acknowledged, {ledger.Uses.Values.Sum()} of them uses; {findings.Count} findings";
        await TestContext.Out.WriteLineAsync(figures);
        Assert.That(findings, Is.Empty, () => $"{figures}\n{string.Join('\n', findings)}\n{one.Output}\n{other.Output}");
    }

    private static async Task KillAsync(KilledNode[] nodes, Ledger ledger, long start, CancellationToken cancellationToken)
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            int life = RandomNumberGenerator.GetInt32(ShortestLifeMilliseconds, LongestLifeMilliseconds);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(life), TimeProvider.System);
            await timer.WaitForNextTickAsync(cancellationToken);
            KilledNode node = nodes[RandomNumberGenerator.GetInt32(nodes.Length)];
            await TestContext.Progress.WriteLineAsync($"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:F3} s: kill {kill + 1}, of {node.NodeId}");
            await node.KillOneAsync();
        }

        await DoEverythingAsync(ledger, cancellationToken);
    }

    /// <summary>Lets the stream go on until there is something of every kind to judge, on a slow machine too.</summary>
    private static async Task DoEverythingAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        while (ledger.Uses.Count == 0 || ledger.Facts.Select(static fact => (fact.Act, fact.IsContract)).Distinct().Count() < KindsOfFact)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Waits until nothing is left to send, and nothing to find; what is found after all that patience is wrong.</summary>
    private static async Task<IReadOnlyList<string>> ComeToRestAsync(KilledNode one, KilledNode other, Ledger ledger)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        while (true)
        {
            int pending = await one.CountPendingAsync(CancellationToken.None) + await other.CountPendingAsync(CancellationToken.None);
            bool isOver = TimeProvider.System.GetElapsedTime(start) > PatienceInTheEnd;
            if (pending == 0 || isOver)
            {
                IReadOnlyList<string> findings = Judgement.Findings(
                    await one.ReadAsync(CancellationToken.None), await other.ReadAsync(CancellationToken.None), ledger);
                if (isOver || findings.Count == 0)
                {
                    return pending == 0 ? findings : [.. findings, $"{pending} messages are still to be sent."];
                }
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private string FolderOf(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    private sealed record NodePlan(string Folder, StoreOfNode Store, int Processes);
}
