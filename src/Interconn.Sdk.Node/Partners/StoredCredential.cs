namespace Interconn.Sdk.Node.Partners;

/// <summary>A credential as a contract keeps it: equal ones are read once.</summary>
internal readonly record struct StoredCredential(string AuthType, string Text)
{
    public override string ToString() => AuthType;
}
