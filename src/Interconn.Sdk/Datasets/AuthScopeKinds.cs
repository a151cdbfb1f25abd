namespace Interconn.Sdk.Datasets;

/// <summary>
/// The kinds of scope that the standard names for <see cref="DatasetAuditApplication.AuthScope"/> (4.3). Others are kept too.
/// </summary>
public static class AuthScopeKinds
{
    /// <summary>The ids are those of nodes.</summary>
    public const string Node = "NODE";

    /// <summary>The ids are those of projects.</summary>
    public const string Project = "PROJECT";

    /// <summary>The ids are those of components.</summary>
    public const string Component = "COMPONENT";
}
