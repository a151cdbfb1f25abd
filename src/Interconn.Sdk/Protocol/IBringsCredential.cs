namespace Interconn.Sdk.Protocol;

/// <summary>A request that brings a credential of its sender (3.1, 3.2, 3.4). Both parts are null where 3.2 rejects without one.</summary>
internal interface IBringsCredential
{
    string? AuthType { get; }

    string? AuthCredential { get; }
}
