using System.Reflection;
using Interconn.Sdk.Fuxi;
using Interconn.Sdk.GxbDes;
using Interconn.Sdk.HuaweiBcs;
using Interconn.Sdk.JkstackDpa;

namespace Interconn.Sdk.Emulators.Tests;

/// <summary>None of the clients brings along what only another one needs.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<Assembly, string[]> Own = new()
    {
        [typeof(FuxiClient).Assembly] = [],
        [typeof(HuaweiBcsClient).Assembly] = [],
        [typeof(GxbDesClient).Assembly] = ["BouncyCastle.Crypto"],
        [typeof(JkstackDpaClient).Assembly] = [],
    };

    private static IEnumerable<Assembly> Clients => Own.Keys;

    [TestCaseSource(nameof(Clients))]
    public void Client_BeyondTheCoreAndTheFramework_ReferencesItsOwnOnly(Assembly client)
    {
        IEnumerable<string> others = client.GetReferencedAssemblies()
            .Select(static reference => reference.Name!)
            .Where(static name => name != "Interconn.Sdk"
                && !name.StartsWith("System", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
        Assert.That(others, Is.EquivalentTo(Own[client]));
    }
}
