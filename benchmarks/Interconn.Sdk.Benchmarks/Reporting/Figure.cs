using System.Globalization;

namespace Interconn.Sdk.Benchmarks.Reporting;

/// <summary>One line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">What came out, with its unit, and as a ratio where the figure is one.</param>
/// <param name="Against">What it is held against: measured in the same run, since a machine is not as quick at one time as at another.</param>
/// <param name="Target">What is to be reached; null where the figure is for information.</param>
/// <param name="IsMet">Whether it was; null where there is no target.</param>
internal sealed record Figure(string What, string Measured, string Against, string? Target = null, bool? IsMet = null)
{
    /// <summary>A ratio that must not be above a number.</summary>
    public static Figure AtMost(string what, double ratio, double most, string against, string unit = "") =>
        new(what, Text(ratio) + unit, against, $"at most {Text(most)}{unit}", ratio <= most);

    /// <summary>A ratio that must not be below a number.</summary>
    public static Figure AtLeast(string what, double ratio, double least, string against, string unit = "") =>
        new(what, Text(ratio) + unit, against, $"at least {Text(least)}{unit}", ratio >= least);

    /// <summary>A number as the report shows it: whole where it is large, with as many digits as mean something where it is small.</summary>
    public static string Text(double number) =>
        number.ToString(Math.Abs(number) >= 1000 ? "N0" : Math.Abs(number) >= 10 ? "0.#" : "0.00", CultureInfo.InvariantCulture);
}
