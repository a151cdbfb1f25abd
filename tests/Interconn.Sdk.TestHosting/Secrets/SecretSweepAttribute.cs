using System.Reflection;
using NUnit.Framework.Interfaces;

namespace Interconn.Sdk.TestHosting.Secrets;

/// <summary>
/// Every test assembly carries it: a test in whose time a secret came to light fails, whatever it was about. (Where tests run beside each other it may be a
/// neighbour's leak that one is blamed for; the message says where the secret stood.)
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SecretSweepAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Suite | ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (test.IsSuite && test.TypeInfo is null)
        {
            SecretSweep.Learn(KnownSecretsOf(test));
            SecretSweep.Start();
        }
    }

    public void AfterTest(ITest test)
    {
        IReadOnlyList<string> findings = SecretSweep.TakeFindings();
        Assert.That(findings, Is.Empty, "A secret came to light.");
    }

    private static IEnumerable<string> KnownSecretsOf(ITest suite)
    {
        ITest test = suite;
        while (test.TypeInfo is null && test.HasChildren)
        {
            test = test.Tests[0];
        }

        return test.TypeInfo?.Type.Assembly.GetCustomAttribute<KnownSecretsAttribute>()?.Secrets ?? [];
    }
}
