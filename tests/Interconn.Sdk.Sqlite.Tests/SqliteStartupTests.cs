using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.TestHosting.Databases;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>A node does not start on a schema that is not its own, unless it may make it.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteStartupTests : IDisposable
{
    private readonly SqliteFile file = new();

    public void Dispose() => file.Dispose();

    [Test]
    public void StartAsync_NotMigrated_IsRefused_NamingBothWays_AndMakesNoFile()
    {
        InvalidOperationException refusal = Assert.ThrowsAsync<InvalidOperationException>(() => SqliteNode.StartAsync(file, migrates: false))!;
        Assert.That(
            refusal.Message,
            Does.Contain("01_Initial, 02_Turns, 03_Indexes, 04_Traces").And.Contain("MigrateInterconnStoresAsync").And.Contain("InterconnStoreOptions.MigrateAtStart"));
        Assert.That(Directory.EnumerateFileSystemEntries(file.Folder), Is.Empty);
    }

    [Test]
    public async Task StartAsync_MigrateAtStart_MakesTheSchema_AndTheNextStartNeedsNoMore()
    {
        ContractRecord contract;
        await using (SqliteNode node = await SqliteNode.StartAsync(file))
        {
            contract = await node.SeedContractAsync();
            Assert.That(await node.StatusAsync(contract.ContractId), Is.EqualTo("APPROVED"));
        }

        await using SqliteNode restarted = await SqliteNode.StartAsync(file, migrates: false);
        Assert.That(await restarted.StatusAsync(contract.ContractId), Is.EqualTo("APPROVED"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    public async Task L86_NewFile_IsItsOwnersAloneWithAllThatIsPutBesideIt()
    {
        await using SqliteNode node = await SqliteNode.StartAsync(file);
        await node.SeedContractAsync();

        string[] files = Directory.GetFiles(file.Folder);
        Assert.That(files.Select(Path.GetExtension), Does.Contain(".db-wal"));
        Assert.That(files.Select(Mode), Has.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task StartAsync_ALaterSchema_IsRefused([Values] bool migrates)
    {
        await (await SqliteNode.StartAsync(file)).DisposeAsync();
        file.Execute("INSERT INTO interconn_migrations VALUES ('99_Later', '10.0.0')");
        InvalidOperationException refusal = Assert.ThrowsAsync<InvalidOperationException>(() => SqliteNode.StartAsync(file, migrates))!;
        Assert.That(refusal.Message, Does.Contain("99_Later"));
    }

    [Test]
    public async Task StartAsync_TheFileIsLocked_IsRefused_AndStartsOnceItIsFree()
    {
        using (Microsoft.Data.Sqlite.SqliteConnection other = file.Open())
        {
            SqliteFile.Execute(other, "BEGIN EXCLUSIVE");
            Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => SqliteNode.StartAsync(file));
        }

        await (await SqliteNode.StartAsync(file)).DisposeAsync();
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
