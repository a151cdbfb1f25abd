namespace ExistingHost.Catalogue;

/// <summary>A dataset of the house, and which department answers for it.</summary>
internal sealed class Dataset
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Department { get; init; }

    public required int Rows { get; init; }

    /// <summary>Who outside of the house may have it.</summary>
    public required Sharing Sharing { get; set; }

    /// <summary>How often a partner may read it under one permission; null for as often as it likes.</summary>
    public int? MaxReads { get; init; }

    public List<Column> Columns { get; init; } = [];
}
