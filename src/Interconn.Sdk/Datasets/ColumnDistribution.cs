using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Datasets;

/// <summary>How the values of a column are distributed (4.1, 4.2). A closed set.</summary>
[JsonConverter(typeof(ColumnDistributionConverter))]
public enum ColumnDistribution
{
    /// <summary><c>DISCRETE</c>: one of a countable number of values.</summary>
    Discrete,

    /// <summary><c>CONTINUOUS</c>: any value of a range.</summary>
    Continuous,
}

internal sealed class ColumnDistributionConverter() : ClosedEnumConverter<ColumnDistribution>(
    (ColumnDistribution.Discrete, "DISCRETE"),
    (ColumnDistribution.Continuous, "CONTINUOUS"));
