using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.JkstackDpa.Plans;

/// <summary>The unit of a schedule's interval (4). A closed set; the words on the wire are singular and plural as the document prints them.</summary>
[JsonConverter(typeof(ScheduleDimensionConverter))]
public enum ScheduleDimension
{
    /// <summary><c>seconds</c>.</summary>
    Seconds,

    /// <summary><c>minutes</c>.</summary>
    Minutes,

    /// <summary><c>hours</c>.</summary>
    Hours,

    /// <summary><c>day</c>.</summary>
    Days,

    /// <summary><c>weeks</c>.</summary>
    Weeks,

    /// <summary><c>month</c>.</summary>
    Months,
}

internal sealed class ScheduleDimensionConverter() : ClosedEnumConverter<ScheduleDimension>(
    (ScheduleDimension.Seconds, "seconds"),
    (ScheduleDimension.Minutes, "minutes"),
    (ScheduleDimension.Hours, "hours"),
    (ScheduleDimension.Days, "day"),
    (ScheduleDimension.Weeks, "weeks"),
    (ScheduleDimension.Months, "month"));
