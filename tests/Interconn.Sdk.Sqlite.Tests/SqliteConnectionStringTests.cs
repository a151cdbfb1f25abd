using Microsoft.Data.Sqlite;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>Connection strings that would not be durable are refused, and no message repeats what one holds.</summary>
public sealed class SqliteConnectionStringTests
{
    [TestCase("Data Source=:memory:")]
    [TestCase("Data Source=")]
    [TestCase("Cache=Private")]
    [TestCase("Data Source=node;Mode=Memory")]
    [TestCase("Data Source=node;Mode=Memory;Cache=Shared")]
    [TestCase("Data Source=file::memory:?cache=shared")]
    [TestCase("Data Source=file:node.db?mode=memory")]
    [TestCase("Data Source=file:/node.db?vfs=memdb")]
    public void Check_ADatabaseInMemory_IsRefused(string connectionString)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => SqliteConnectionStrings.Check(connectionString))!;
        Assert.That(refusal.Message, Does.Contain("in memory").And.Contain("Data Source=node.db"));
    }

    [TestCase("Data Source=node.db;Mode=ReadOnly", "reading only")]
    [TestCase("Data Source=node.db;Cache=Shared", "shared cache")]
    public void Check_AFileThatCannotServe_IsRefused(string connectionString, string reason) => Assert.That(
        () => SqliteConnectionStrings.Check(connectionString), Throws.ArgumentException.With.Message.Contains(reason));

    [TestCase("Data Source=node.db;Password=geheim;Unknown=1")]
    [TestCase("Data Source=node.db;Password=ge;heim=1")]
    [TestCase("Data Source=node.db;Password=\"geheim")]
    [TestCase("Data Source=node.db;Password=geheim;Default Timeout=geheim")]
    [TestCase("geheim")]
    public void Check_WhatCannotBeRead_IsRefused_WithoutTheText(string connectionString)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => SqliteConnectionStrings.Check(connectionString))!;
        Assert.That(refusal.Message, Does.Contain("cannot be read"));
        Assert.That(refusal.ToString(), Does.Not.Contain("heim"));
    }

    [TestCase("Data Source=node.db", 3)]
    [TestCase("Data Source=node.db;Default Timeout=1", 1)]
    [TestCase("Data Source=node.db;Command Timeout=7", 7)]
    public void Check_DefaultTimeout_IsThreeSecondsUnlessTheHostSaysOtherwise(string connectionString, int expected) =>
        Assert.That(new SqliteConnectionStringBuilder(SqliteConnectionStrings.Check(connectionString)).DefaultTimeout, Is.EqualTo(expected));

    [Test]
    public void Check_ARelativePath_IsThatOfTheWorkingDirectoryOfNow() => Assert.That(
        new SqliteConnectionStringBuilder(SqliteConnectionStrings.Check("Data Source=folder/node.db")).DataSource,
        Is.EqualTo(Path.Combine(Environment.CurrentDirectory, "folder", "node.db")));

    [TestCase("Data Source=/folder/node.db", "/folder/node.db")]
    [TestCase("Data Source=file:node.db", "file:node.db")]
    [TestCase("Data Source=|DataDirectory|node.db", "|DataDirectory|node.db")]
    public void Check_AnyOtherPath_StaysAsItIs(string connectionString, string expected) =>
        Assert.That(new SqliteConnectionStringBuilder(SqliteConnectionStrings.Check(connectionString)).DataSource, Is.EqualTo(expected));
}
