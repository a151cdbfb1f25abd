namespace Interconn.Sdk.TestHosting.Secrets;

/// <summary>The secrets that the tests of an assembly make up themselves, and that have no form of their own.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class KnownSecretsAttribute(params string[] secrets) : Attribute
{
    public IReadOnlyList<string> Secrets => secrets;
}
