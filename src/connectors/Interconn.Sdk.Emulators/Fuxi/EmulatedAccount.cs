using Interconn.Sdk.Fuxi.Clients;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>An account as the emulator keeps it.</summary>
internal sealed record EmulatedAccount(string Id, string Name, string Secret, string Organization)
{
    public List<License> Licenses { get; } = [];

    /// <summary>The namespace that belongs to the organisation.</summary>
    public string Namespace => Organization + ".id";
}
