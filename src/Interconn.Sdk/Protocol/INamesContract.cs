namespace Interconn.Sdk.Protocol;

/// <summary>A request that names the contract it belongs to. Verification finds the contract, and so the key, by it.</summary>
internal interface INamesContract
{
    string ContractId { get; }
}
