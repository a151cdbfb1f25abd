namespace ExistingHost.Catalogue;

/// <summary>A column of a dataset.</summary>
internal sealed class Column
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public required string DataType { get; init; }

    /// <summary>Whether its values are measured (an amount) and not counted off (a city).</summary>
    public bool IsMeasured { get; init; }
}
