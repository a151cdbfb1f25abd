using Interconn.Sdk.Fuxi.Identities;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>An identity as the emulator keeps it.</summary>
internal sealed record EmulatedIdentity(string ClientId, CreatedIdentity Created)
{
    /// <summary>What is read of it: neither its owner nor its private key.</summary>
    public Identity ToRead() => new()
    {
        Id = Created.Id,
        Name = Created.Name,
        Email = Created.Email,
        PublicKey = Created.PublicKey,
        CreationTime = Created.CreationTime,
        LastModifiedTime = Created.LastModifiedTime,
    };
}
