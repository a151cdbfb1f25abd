using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>A transition of one contract: what is written, how the contract then stands, and what the log says once it is written.</summary>
internal readonly record struct ContractMove(NodeChange? Change, ContractRecord Contract, Action<ILogger>? Report)
{
    /// <summary>The first contract of the change, as the store will have it.</summary>
    public static ContractMove To(NodeChange change, Action<ILogger>? report = null) =>
        new(change, change.Contracts[0] with { Version = change.Contracts[0].Version + 1 }, report);

    /// <summary>The same move, made only at a turn where it brings a contract into force.</summary>
    public ContractMove InTurn(Turn turn) =>
        Change is not null && Contract.ApprovedAt == Change.At ? this with { Change = Change with { Turns = [turn] } } : this;

    /// <summary>Nothing is to be done.</summary>
    public static ContractMove None(ContractRecord contract) => new(null, contract, null);
}
