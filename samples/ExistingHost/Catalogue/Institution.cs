namespace ExistingHost.Catalogue;

/// <summary>An institution that the house has an agreement with: signed on paper, entered by the legal department.</summary>
internal sealed class Institution
{
    /// <summary>The id of its node, as it stands in the agreement.</summary>
    public required string NodeId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset AgreementEnds { get; init; }
}
