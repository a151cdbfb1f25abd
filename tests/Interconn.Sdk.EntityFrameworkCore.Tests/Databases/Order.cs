namespace Interconn.Sdk.EntityFrameworkCore.Tests.Databases;

/// <summary>A row of the host's own.</summary>
internal sealed class Order
{
    public required string Number { get; init; }

    public string? ContractId { get; set; }
}
