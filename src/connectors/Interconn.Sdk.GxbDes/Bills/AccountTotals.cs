using System.Text.Json.Serialization;
using Interconn.Sdk.GxbDes.Protocol;

namespace Interconn.Sdk.GxbDes.Bills;

/// <summary>What went in and out of the caller's account, in a month (3.1.15), on a day (3.1.16), or in all (3.1.17). Each of the three leaves some of it null.</summary>
public sealed record AccountTotals
{
    /// <summary>The day, as its beginning at UTC+8. Null but in 3.1.16.</summary>
    [JsonPropertyName("date")]
    [JsonConverter(typeof(UnixMillisecondsConverter))]
    public DateTimeOffset? Date { get; init; }

    /// <summary>What was spent, in GXS.</summary>
    [JsonPropertyName("consumeAmount")]
    public decimal? ConsumeAmount { get; init; }

    /// <summary>What was paid in, in GXS.</summary>
    [JsonPropertyName("incomeAmount")]
    public decimal? IncomeAmount { get; init; }

    /// <summary>How many exchanges there were.</summary>
    [JsonPropertyName("transferCount")]
    public long? TransferCount { get; init; }

    /// <summary>What is left, in GXS.</summary>
    [JsonPropertyName("balance")]
    public decimal? Balance { get; init; }

    /// <summary>What was spent on a day on average, in GXS.</summary>
    [JsonPropertyName("average")]
    public decimal? Average { get; init; }
}
